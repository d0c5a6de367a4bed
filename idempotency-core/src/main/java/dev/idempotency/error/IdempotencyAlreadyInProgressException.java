package dev.idempotency.error;

import java.time.Instant;

/**
 * Another owner is running the operation for this key. The function did not run here.
 *
 * <p>The running call will be replayed once it completes; should its owner have died, the key can be claimed again
 * after {@link #until()}. A function that calls its own operation for its own key meets this exception, too.
 */
public final class IdempotencyAlreadyInProgressException extends IdempotencyException {

    private static final long serialVersionUID = 1L;

    private final Instant until;

    /**
     * Creates the exception.
     *
     * @param key the idempotency key
     * @param until end of the other owner's lease as it stands now; a living owner extends it
     */
    public IdempotencyAlreadyInProgressException(String key, Instant until) {
        super(key, "Already in progress: " + key + ", claimed until " + until, null);
        this.until = until;
    }

    /** When the other owner's claim ends unless it is renewed: a retry before that meets the same refusal or a replay. */
    public Instant until() {
        return until;
    }
}
