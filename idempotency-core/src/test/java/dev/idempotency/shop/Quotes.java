package dev.idempotency.shop;

/** A generic interface, with a method that is not. */
public interface Quotes<E> {

    Receipt quote(E request);

    default Receipt free(Order order) {
        return new Receipt("free", -order.amount());
    }
}
