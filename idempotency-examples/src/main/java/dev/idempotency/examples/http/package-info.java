/**
 * A payment HTTP API with the {@code Idempotency-Key} header, and a page to press Pay on.
 *
 * <p>{@link dev.idempotency.examples.http.PaymentServer} starts it; all that makes a payment safe to retry is in
 * {@code IdempotentPayments}, and {@code PaymentsHandler} is the API around it, after the IETF draft
 * draft-ietf-httpapi-idempotency-key-header.
 */
@NullMarked
package dev.idempotency.examples.http;

import org.jspecify.annotations.NullMarked;
