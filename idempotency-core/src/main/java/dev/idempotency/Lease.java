package dev.idempotency;

import dev.idempotency.persistence.IdempotencyRecord;
import java.time.Instant;
import java.util.Objects;
import java.util.function.BooleanSupplier;

/**
 * An owner's hold on its key: prolonged by the {@link Heartbeat} while the function runs, and ended by one last write.
 *
 * <p>Its age is judged by monotonic time counted from before the write that began it, so that this side never believes
 * in a lease that the store has given up.
 */
final class Lease {

    private static final int COMPLETION_ATTEMPTS = 3;

    private final CallContext context;
    private final Settings settings;

    private volatile IdempotencyRecord claim;
    private volatile long begunNanos;
    private volatile long lastAttemptNanos;
    private volatile boolean ending;
    private volatile boolean lost;

    /**
     * Takes note of a granted claim.
     *
     * @param begunNanos monotonic time before the claim was sent
     */
    Lease(IdempotencyRecord claim, long begunNanos, CallContext context) {
        this.claim = claim;
        this.begunNanos = begunNanos;
        this.lastAttemptNanos = begunNanos;
        this.context = context;
        this.settings = context.settings();
    }

    /** The claim as it was last stored. */
    IdempotencyRecord claim() {
        return claim;
    }

    /** Nanoseconds until the next renewal is due; not positive if it is due now. */
    long nanosUntilDue(long nowNanos) {
        return settings.lease().toNanos() / 3 - (nowNanos - lastAttemptNanos);
    }

    /** Whether it is the given heartbeat that has to prolong this lease. */
    boolean isKeptBy(Heartbeat heartbeat) {
        return settings.heartbeat().isPresent() && settings.heartbeat().get() == heartbeat;
    }

    /** Whether there is nothing left to prolong. */
    boolean isOver() {
        return ending || lost;
    }

    /** Asks the store for a longer lease. A store that fails is asked again at the next beat. */
    void renew() {
        long nowNanos = settings.timing().nanoTime();
        lastAttemptNanos = nowNanos;
        if (nowNanos - begunNanos > settings.lease().toNanos()) {
            lose("this process was held up for longer than the lease");
            return;
        }
        IdempotencyRecord renewed = renewedClaim();
        try {
            if (settings.store().renew(renewed)) {
                claim = renewed;
                begunNanos = nowNanos;
                context.tell(IdempotencyListener::leaseRenewed);
            } else if (!ending) {
                // Once the last write is under way, only its answer tells: it may have come before this one.
                lose("the store names another owner");
            }
        } catch (RuntimeException e) {
            Log.of(Lease.class).warn("Lease could not be renewed, to be tried again: {}", claim.key(), e);
        }
    }

    /** Turns the claim into a completed record; {@code false} if the key has another owner by now. */
    boolean complete(IdempotencyRecord completed) {
        return end(COMPLETION_ATTEMPTS, () -> settings.store().complete(completed));
    }

    /** Gives the key up; {@code false} if it has another owner by now. */
    boolean release() {
        String owner = Objects.requireNonNull(claim.owner());
        return end(1, () -> settings.store().release(claim.key(), owner));
    }

    /** A clock that was set back must not move the lease back: the store would take it for a stale request. */
    private IdempotencyRecord renewedClaim() {
        Instant now = settings.now();
        Instant leaseUntil = now.plus(settings.lease());
        Instant current = claim.endsAt();
        return claim.renewed(leaseUntil.isBefore(current) ? current : leaseUntil, now.plus(settings.expiresAfter()));
    }

    private boolean end(int attempts, BooleanSupplier write) {
        ending = true;
        boolean owned = new LastWrite(claim.key(), settings.timing(), write).make(attempts);
        if (!owned) {
            lose("the store names another owner");
        }
        return owned;
    }

    private void lose(String reason) {
        if (!lost) {
            lost = true;
            Log.of(Lease.class).warn("Lease lost, another call may run too: {}: {}", claim.key(), reason);
            context.tell(IdempotencyListener::leaseLost);
        }
    }
}
