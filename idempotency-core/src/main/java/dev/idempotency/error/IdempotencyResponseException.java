package dev.idempotency.error;

/**
 * The operation ran earlier and cannot be replayed, because its response is unreadable or was not recorded. The function
 * did not run here, and will not be run again for this key until the record expires.
 *
 * <p>Usual reasons: a deploy changed the result class, the record was corrupted, or the first call's result could not
 * be serialised. The parser's exception is not attached, for it may quote the response.
 */
public final class IdempotencyResponseException extends IdempotencyException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param key the idempotency key
     * @param message what is wrong with the response, without quoting it
     */
    public IdempotencyResponseException(String key, String message) {
        super(key, message, null);
    }
}
