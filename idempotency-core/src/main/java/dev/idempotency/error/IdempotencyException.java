package dev.idempotency.error;

import org.jspecify.annotations.Nullable;

/**
 * Root of every exception this library throws at call time.
 *
 * <p>Each subclass says in its first sentences whether the user's function ran. Messages and causes name keys and
 * operations, never payloads or responses. Configuration errors are not in this family: they are
 * {@link IllegalArgumentException}s, thrown before any call is made.
 */
public abstract sealed class IdempotencyException extends RuntimeException
        permits IdempotencyKeyException,
                IdempotencyAlreadyInProgressException,
                IdempotencyValidationException,
                IdempotencyPersistenceException,
                IdempotencyResponseException,
                IdempotencyResponseNotStoredException,
                IdempotencyRecordedFailureException {

    private static final long serialVersionUID = 1L;

    private final String operation;
    private final @Nullable String key;

    IdempotencyException(String key, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.operation = operationOf(key);
        this.key = key;
    }

    /** For a failure that happened before there was a key. */
    IdempotencyException(String operation, String message) {
        super(message);
        this.operation = operation;
        this.key = null;
    }

    /** The operation as it stands in the key, prefix included: {@code billing.charge}. */
    public final String operation() {
        return operation;
    }

    /** The idempotency key of the call, or {@code null} where none could be derived. */
    public final @Nullable String key() {
        return key;
    }

    /** A key is {@code operation#hash}, and a hash has no {@code #}. */
    private static String operationOf(String key) {
        int end = key.lastIndexOf('#');
        return end < 0 ? key : key.substring(0, end);
    }
}
