package dev.idempotency.aspectj.woven;

/** A checked exception. */
public final class LedgerException extends Exception {

    private static final long serialVersionUID = 1L;

    /** With a message. */
    public LedgerException(String message) {
        super(message);
    }
}
