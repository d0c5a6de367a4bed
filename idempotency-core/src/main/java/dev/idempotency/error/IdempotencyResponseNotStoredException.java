package dev.idempotency.error;

import org.jspecify.annotations.Nullable;

/**
 * The function ran now and succeeded, but its result could not be stored.
 *
 * <p>Thrown only with {@code onCompletionFailure(THROW)}. Duplicates are refused until the lease of this call ends;
 * after that the function may run again. The result is here, for a caller who can use or undo it.
 */
public final class IdempotencyResponseNotStoredException extends IdempotencyException {

    private static final long serialVersionUID = 1L;

    private final transient @Nullable Object result;

    /**
     * Creates the exception.
     *
     * @param key the idempotency key
     * @param result what the function returned
     * @param cause why it could not be stored
     */
    public IdempotencyResponseNotStoredException(String key, @Nullable Object result, @Nullable Throwable cause) {
        super(key, "Ran, but the result could not be stored: " + key, cause);
        this.result = result;
    }

    /** What the function returned; {@code null} if that was {@code null}, and after Java deserialization. */
    public @Nullable Object result() {
        return result;
    }
}
