package dev.idempotency.error;

/**
 * The payload gives no usable idempotency key. The function did not run and nothing was stored.
 *
 * <p>Thrown when the selected slice is missing and the config says to fail, and for payloads that have no canonical
 * form: not JSON, too deep, too large, numbers without a decimal value, malformed text. {@link #key()} is {@code null}.
 */
public final class IdempotencyKeyException extends IdempotencyException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param operation the operation, prefix included
     * @param message what is wrong with the payload, without quoting it
     */
    public IdempotencyKeyException(String operation, String message) {
        super(operation, message);
    }
}
