package dev.idempotency;

/** What becomes of the claim when the function throws. The caller gets the function's own throwable in any case. */
public enum FailureAction {
    /** The claim is given up: the next call runs. */
    RELEASE,
    /**
     * The failure is recorded like a result: duplicates get an
     * {@link dev.idempotency.error.IdempotencyRecordedFailureException} until the record expires.
     */
    RECORD,
    /** The claim stays until its lease ends: duplicates are refused until then, and run after it. */
    HOLD
}
