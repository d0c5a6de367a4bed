package dev.idempotency.testkit.simulation;

/** What holds in every schedule, whatever goes wrong. */
public enum Invariant {
    /** Of all claims on a key at most one is completed, unless the record of the first has expired. */
    ONE_COMPLETION("at most one unfenced completion"),
    /** Who did not run the function gets the result or the failure that is recorded. */
    FAITHFUL_REPLAY("a replay equals the recorded completion"),
    /** A record that counts is changed by its owner only. */
    OWNER_WRITES_ONLY("no write by a non-owner takes effect"),
    /** The function does not run without a reason. */
    BOUNDED_RUNS("runs <= 1 + lease takeovers + released failures"),
    /** When the lease is over, whoever calls gets a result. */
    NOT_BLOCKED_BEYOND_LEASE("nothing is blocked beyond a lease"),
    /** Every call returns or throws what is documented. */
    EVERY_CALL_ENDS("every call ends, and as documented"),
    /** A claim whose answer was lost does not stand in its own way. */
    CLAIM_RECOGNISES_ITSELF("a call is not refused because of its own claim"),
    /** While its heartbeat gets through, a running call keeps its key. */
    LIVING_OWNER_KEEPS_KEY("a living owner is not taken over");

    private final String sentence;

    Invariant(String sentence) {
        this.sentence = sentence;
    }

    @Override
    public String toString() {
        return sentence;
    }
}
