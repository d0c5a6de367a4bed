package dev.idempotency;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Real time. Short tasks borrow the JDK's own timer thread; blocking ones get a daemon thread that ends when idle. */
final class SystemTiming implements Timing {

    private static final Duration IDLE = Duration.ofSeconds(1);

    private final ThreadPoolExecutor thread =
            new ThreadPoolExecutor(0, 1, IDLE.toMillis(), TimeUnit.MILLISECONDS, new LinkedBlockingQueue<>(), task -> {
                Thread daemon = new Thread(task, "idempotency-heartbeat");
                daemon.setDaemon(true);
                return daemon;
            });

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
}
