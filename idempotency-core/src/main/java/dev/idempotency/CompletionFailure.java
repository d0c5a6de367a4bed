package dev.idempotency;

/**
 * What the caller gets when the function has run but its result could not be stored. Either way the claim stays until
 * its lease ends, so that duplicates are refused and not run in the meantime.
 */
public enum CompletionFailure {
    /** The result, as if nothing had happened; the failure is logged. */
    RETURN_RESULT,
    /** An {@link dev.idempotency.error.IdempotencyResponseNotStoredException} that carries the result. */
    THROW
}
