/** Tests on hand-driven time and real event classes. */
@NullMarked
package dev.idempotency.lambda;

import org.jspecify.annotations.NullMarked;
