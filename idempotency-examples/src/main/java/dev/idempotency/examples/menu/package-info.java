/** Chooses an example by name. */
@NullMarked
package dev.idempotency.examples.menu;

import org.jspecify.annotations.NullMarked;
