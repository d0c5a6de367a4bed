package dev.idempotency.examples.orders;

/** What a client gets. */
record Receipt(String orderId, int charge) {}
