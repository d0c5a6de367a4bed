package dev.idempotency.examples.orders;

/**
 * What a client sends, and sends again until it has a receipt.
 *
 * @param orderId made by the client, once per order
 */
record OrderMessage(String orderId, String item, int amount) {}
