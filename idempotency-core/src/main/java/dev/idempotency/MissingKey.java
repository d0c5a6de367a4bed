package dev.idempotency;

/** What to do with a payload whose key slice is missing: {@code null}, empty, or nothing but such. */
public enum MissingKey {
    /** Refuse the call with an {@link dev.idempotency.error.IdempotencyKeyException}; the function does not run. */
    FAIL,
    /** Log a warning and run the function without protection; nothing is stored. */
    RUN_UNPROTECTED
}
