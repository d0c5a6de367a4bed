package dev.idempotency;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Prolongs the leases of running calls every third of their length.
 *
 * <p>A call that ends sooner costs it a look. At most one tick or beat is pending; only a tick that finds a lease due
 * moves on to a beat, which may block on the store.
 */
final class Heartbeat {

    private static final long NONE = Long.MAX_VALUE;

    private final Timing timing;
    private final InFlightCalls calls;
    private final AtomicBoolean ticking = new AtomicBoolean();

    /**
     * Prepares a heartbeat, which rests until it is started.
     *
     * @param calls those under way, of which it prolongs the leases whose settings name it
     */
    Heartbeat(Timing timing, InFlightCalls calls) {
        this.timing = timing;
        this.calls = calls;
    }

    /**
     * Beats until no call has a lease to prolong. To be called once a call has one. All leases of one heartbeat have the
     * same length, so the first is due first.
     */
    void start() {
        if (!ticking.get() && ticking.compareAndSet(false, true)) {
            tick();
        }
    }

    private void tick() {
        long nanos = nanosUntilDue();
        if (nanos == NONE) {
            ticking.set(false);
            // A lease added between the look and this line found the ticking still on.
            if (nanosUntilDue() != NONE) {
                start();
            }
        } else if (nanos > 0) {
            timing.schedule(this::tick, Duration.ofNanos(nanos));
        } else {
            timing.execute(this::beat);
        }
    }

    private void beat() {
        try {
            for (InFlightCall call : calls.all()) {
                Lease lease = leaseOf(call);
                if (lease != null && lease.nanosUntilDue(timing.nanoTime()) <= 0) {
                    lease.renew();
                }
            }
        } finally {
            tick();
        }
    }

    private long nanosUntilDue() {
        long nowNanos = timing.nanoTime();
        long soonest = NONE;
        for (InFlightCall call : calls.all()) {
            Lease lease = leaseOf(call);
            if (lease != null) {
                soonest = Math.min(soonest, lease.nanosUntilDue(nowNanos));
            }
        }
        return soonest;
    }

    /** The lease of a call that this heartbeat has to prolong, if it has one. */
    private @Nullable Lease leaseOf(InFlightCall call) {
        Lease lease = call.kept();
        return lease != null && lease.isKeptBy(this) && !lease.isOver() ? lease : null;
    }
}
