package dev.idempotency.testkit.simulation;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** One thread's wait for the right to run. Of all threads of a schedule one has that right, and hands it on. */
final class Turn {

    /** Handing over to a thread that still spins takes a fraction of the time that waking one takes. */
    private static final int SPINS = 500;

    private volatile boolean given;
    private volatile @Nullable Thread waiting;

    /** Lets the thread run. What was written before, it sees. */
    void give() {
        given = true;
        LockSupport.unpark(waiting);
    }

    /** Waits until the thread may run. */
    void await() {
        await(Long.MAX_VALUE);
    }

    /** Waits until the thread may run, or until a time is up: then {@code false}. */
    boolean await(long nanos) {
        for (int spins = 0; spins < SPINS && !given; spins++) {
            Thread.onSpinWait();
        }
        waiting = Thread.currentThread();
        long start = System.nanoTime();
        while (!given && System.nanoTime() - start < nanos) {
            LockSupport.parkNanos(this, nanos);
        }
        boolean mine = given;
        given = false;
        return mine;
    }
}
