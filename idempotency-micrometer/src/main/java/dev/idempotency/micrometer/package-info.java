/** Idempotent calls as Micrometer meters. */
@NullMarked
package dev.idempotency.micrometer;

import org.jspecify.annotations.NullMarked;
