package dev.idempotency.examples;

/** A charge that failed, and left no money moved. */
public final class PaymentException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Creates the exception. */
    public PaymentException(String message) {
        super(message);
    }
}
