package dev.idempotency;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Prolongs the leases of running calls every third of their length.
 *
 * <p>A call that ends sooner costs it an entry in a set. At most one tick or beat is pending; only a tick that finds a
 * lease due moves on to a beat, which may block on the store.
 */
final class Heartbeat {

    private static final long NONE = Long.MAX_VALUE;

    private final Timing timing;
    private final Set<Lease> leases = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean ticking = new AtomicBoolean();

    Heartbeat(Timing timing) {
        this.timing = timing;
    }

    /** Keeps a lease alive from now on. All leases of one heartbeat have the same length, so the first is due first. */
    void watch(Lease lease) {
        leases.add(lease);
        startTicking();
    }

    void forget(Lease lease) {
        leases.remove(lease);
    }

    private void startTicking() {
        if (ticking.compareAndSet(false, true)) {
            tick();
        }
    }

    private void tick() {
        long nanos = nanosUntilDue();
        if (nanos == NONE) {
            ticking.set(false);
            // A lease added between the look and this line found the ticking still on.
            if (nanosUntilDue() != NONE) {
                startTicking();
            }
        } else if (nanos > 0) {
            scheduleTick(nanos);
        } else {
            timing.execute(this::beat);
        }
    }

    private void beat() {
        try {
            for (Lease lease : leases) {
                if (isDue(lease)) {
                    lease.renew();
                }
            }
        } finally {
            tick();
        }
    }

    private boolean isDue(Lease lease) {
        return !lease.isOver() && lease.nanosUntilDue(timing.nanoTime()) <= 0;
    }

    private void scheduleTick(long nanos) {
        timing.schedule(this::tick, Duration.ofNanos(nanos));
    }

    private long nanosUntilDue() {
        long nowNanos = timing.nanoTime();
        long soonest = NONE;
        for (Lease lease : leases) {
            if (!lease.isOver()) {
                soonest = Math.min(soonest, lease.nanosUntilDue(nowNanos));
            }
        }
        return soonest;
    }
}
