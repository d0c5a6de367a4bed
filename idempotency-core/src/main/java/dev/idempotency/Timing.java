package dev.idempotency;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * Passing time and delayed work, as the heartbeat and the waiters see it. The time of day is not its business: that is
 * the config's clock.
 *
 * <p>Replaced only by tests and simulators that drive time by hand. Thread-safe.
 */
public interface Timing {

    /** Monotonic time in nanoseconds from an arbitrary start, as {@link System#nanoTime()}. */
    long nanoTime();

    /**
     * Runs a task after a delay, on a thread that it must not block.
     *
     * @param task returns at once
     * @param delay not negative
     */
    void schedule(Runnable task, Duration delay);

    /**
     * Runs a task soon, on a daemon thread where it may block. Tasks run one after the other.
     *
     * @param task may talk to the store
     */
    void execute(Runnable task);

    /**
     * Blocks the calling thread until an event has happened, or for a time.
     *
     * @param event over when completed, normally or not
     * @param limit how long to wait at most
     * @return whether the event has happened
     * @throws InterruptedException if the thread is interrupted while waiting
     */
    boolean await(CompletableFuture<?> event, Duration limit) throws InterruptedException;

    /**
     * Tells, without blocking a thread, when an event has happened or a time is up.
     *
     * @param event over when completed, normally or not
     * @param limit how long to wait at most
     * @return completed with whether the event has happened, on a thread that must not be blocked
     */
    @SuppressWarnings("FutureReturnValueIgnored") // it is the event that is of interest
    default CompletableFuture<Boolean> awaitAsync(CompletableFuture<?> event, Duration limit) {
        CompletableFuture<Boolean> over = new CompletableFuture<>();
        if (event.isDone() || limit.isZero()) {
            over.complete(event.isDone());
            return over;
        }
        event.whenComplete((result, failure) -> over.complete(true));
        schedule(() -> over.complete(false), limit);
        return over;
    }
}
