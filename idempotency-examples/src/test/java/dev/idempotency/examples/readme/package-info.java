/** Compiles and runs the code of the README. */
@NullMarked
package dev.idempotency.examples.readme;

import org.jspecify.annotations.NullMarked;
