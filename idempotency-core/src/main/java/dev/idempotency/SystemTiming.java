package dev.idempotency;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Real time. Short tasks borrow the JDK's own timer thread; blocking ones get a daemon thread that ends when idle. */
final class SystemTiming implements Timing {

    private final Executor thread = new DaemonThreads("idempotency-heartbeat", 1);

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public void schedule(Runnable task, Duration delay) {
        CompletableFuture.delayedExecutor(delay.toNanos(), TimeUnit.NANOSECONDS, Runnable::run)
                .execute(task);
    }

    @Override
    public void execute(Runnable task) {
        thread.execute(task);
    }

    @Override
    public boolean await(CompletableFuture<?> event, Duration limit) throws InterruptedException {
        try {
            event.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            return true;
        }
        return true;
    }

    /** Where the event comes first, nothing is left behind of the timer. */
    @Override
    public CompletableFuture<Boolean> awaitAsync(CompletableFuture<?> event, Duration limit) {
        CompletableFuture<Boolean> over = event.handle((result, failure) -> true);
        return limit.isZero() && !over.isDone()
                ? CompletableFuture.completedFuture(false)
                : over.completeOnTimeout(false, limit.toNanos(), TimeUnit.NANOSECONDS);
    }
}
