package dev.idempotency.testkit;

/** Where a {@link CrashTest} lets the process die in the course of one call. */
public enum CrashPoint {
    /** The claim was not sent. */
    BEFORE_THE_CLAIM("before the claim is sent"),
    /** The claim is stored, and the process does not know. */
    CLAIM_UNANSWERED("claim stored, not answered"),
    /** The process knows that it owns the key, and has not called the function. */
    BEFORE_THE_FUNCTION("before the function"),
    /** The function is over, and the store was not told. */
    AFTER_THE_FUNCTION("after the function, store not told"),
    /** The store knows how the function ended, and the process does not know that it does. */
    END_UNANSWERED("store told, not answered"),
    /** The call is over, and its client does not know how it ended. */
    AFTER_THE_CALL("after the call");

    private final String told;

    CrashPoint(String told) {
        this.told = told;
    }

    boolean isBeforeTheFunction() {
        return compareTo(BEFORE_THE_FUNCTION) <= 0;
    }

    @Override
    public String toString() {
        return told;
    }
}
