package dev.idempotency.error;

import org.jspecify.annotations.Nullable;

/**
 * The store failed before the function could be run. The function did not run here.
 *
 * <p>Thrown when a claim could not be written or its answer not be understood, a corrupted record included. A retry is
 * safe: a claim that did reach the store ends with its lease.
 */
public final class IdempotencyPersistenceException extends IdempotencyException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param key the idempotency key
     * @param message what failed
     * @param cause the store's own exception, if there is one
     */
    public IdempotencyPersistenceException(String key, String message, @Nullable Throwable cause) {
        super(key, message, cause);
    }
}
