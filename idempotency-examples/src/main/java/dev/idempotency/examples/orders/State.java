package dev.idempotency.examples.orders;

/** How far an order has got. */
enum State {
    PENDING,
    PROCESSING,
    COMPLETED
}
