package dev.idempotency;

/**
 * Observes calls. Every method has a default that does nothing.
 *
 * <p>Methods run on the thread of the call, or on the heartbeat's where they concern a lease, and should return at once.
 * What they throw is logged and changes nothing. Implementations must be thread-safe.
 */
public interface IdempotencyListener {

    /** The call owns its key and is about to run the function. */
    default void claimed(IdempotencyEvent event) {}

    /** The claim took the place of one whose owner did not finish within its lease; told after {@link #claimed}. */
    default void takenOver(IdempotencyEvent event) {}

    /** The function has returned and its result is stored, or the store has been asked to mark it done without one. */
    default void completed(IdempotencyEvent event) {}

    /** The function has returned, and its result is recorded as too large, or unfit, to be replayed. */
    default void responseOmitted(IdempotencyEvent event) {}

    /** The function has returned, but the store could not be told. */
    default void completionFailed(IdempotencyEvent event, Throwable problem) {}

    /** The function has thrown; {@code action} is what becomes of the claim. */
    default void failed(IdempotencyEvent event, Throwable failure, FailureAction action) {}

    /** The claim was given up after a failure. */
    default void released(IdempotencyEvent event) {}

    /** The heartbeat moved the lease of a running call. */
    default void leaseRenewed(IdempotencyEvent event) {}

    /** A running call is no longer the owner of its key, or can no longer be sure of it: another call may run. */
    default void leaseLost(IdempotencyEvent event) {}

    /** The call was answered from a record; the function did not run. */
    default void replayed(IdempotencyEvent event) {}

    /** The record came from the local cache; told before {@link #replayed}. */
    default void cacheHit(IdempotencyEvent event) {}

    /** The call found its key being worked on in this JVM and was answered by that work; told before {@link #replayed}. */
    default void joined(IdempotencyEvent event) {}

    /** The call waited for an owner elsewhere, and now either is answered or competes for the key. */
    default void waited(IdempotencyEvent event) {}

    /** The call was refused, for another owner is running. */
    default void conflict(IdempotencyEvent event) {}

    /** The call was refused, for its payload is not the one first sent with its key. */
    default void payloadMismatch(IdempotencyEvent event) {}
}
