package dev.idempotency.error;

import org.jspecify.annotations.Nullable;

/**
 * The operation ran earlier and failed, and its failure was recorded. The function did not run here, and will not be run
 * again for this key until the record expires.
 *
 * <p>Thrown only where a failure policy says RECORD. The cause is the original failure, rebuilt from its class and
 * message, where that class can be made from a message; {@link #failureType()} names it in any case.
 */
public final class IdempotencyRecordedFailureException extends IdempotencyException {

    private static final long serialVersionUID = 1L;

    private final String failureType;

    /**
     * Creates the exception.
     *
     * @param key the idempotency key
     * @param failureType class name of the original failure
     * @param rebuilt the original failure as far as it can be had
     */
    public IdempotencyRecordedFailureException(String key, String failureType, @Nullable Throwable rebuilt) {
        super(key, "Ran earlier and failed with " + failureType + ": " + key, rebuilt);
        this.failureType = failureType;
    }

    /** Class name of the original failure. */
    public String failureType() {
        return failureType;
    }
}
