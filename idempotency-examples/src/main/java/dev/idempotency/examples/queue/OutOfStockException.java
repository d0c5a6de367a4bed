package dev.idempotency.examples.queue;

/** Nothing was sent, and may be later. */
final class OutOfStockException extends Exception {

    private static final long serialVersionUID = 1;

    OutOfStockException(String order) {
        super(order + " is out of stock");
    }
}
