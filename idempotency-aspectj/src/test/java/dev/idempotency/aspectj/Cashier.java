package dev.idempotency.aspectj;

/** What others know of a {@link Till}. */
interface Cashier {

    String pay(String id);
}
