/**
 * Runnable programs that show the library at work.
 *
 * <p>{@link dev.idempotency.examples.PaymentService} plays a payment service; what makes its charges safe to retry is all
 * in {@link dev.idempotency.examples.PaymentHandler}.
 */
@NullMarked
package dev.idempotency.examples;

import org.jspecify.annotations.NullMarked;
