/**
 * Orders whose id the client makes and the message carries, with their state kept by conditional writes: where such a
 * write is enough, what it cannot do, and how the two work together.
 *
 * <p>{@link dev.idempotency.examples.orders.OrderProcessing} is the use of the library.
 */
@NullMarked
package dev.idempotency.examples.orders;

import org.jspecify.annotations.NullMarked;
