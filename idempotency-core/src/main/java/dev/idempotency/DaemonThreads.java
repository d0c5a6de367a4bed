package dev.idempotency;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A few daemon threads, begun when there is work and ended when there is none: nothing to close, nobody to wait for. */
final class DaemonThreads implements Executor {

    private static final Duration IDLE = Duration.ofSeconds(1);

    private final ThreadPoolExecutor pool;

    /**
     * Starts nothing yet.
     *
     * @param name of each thread
     * @param most how many threads at a time, at least 1
     */
    DaemonThreads(String name, int most) {
        this.pool = new ThreadPoolExecutor(
                most, most, IDLE.toMillis(), TimeUnit.MILLISECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread daemon = new Thread(task, name);
                    daemon.setDaemon(true);
                    return daemon;
                });
        pool.allowCoreThreadTimeOut(true);
    }

    @Override
    public void execute(Runnable task) {
        pool.execute(task);
    }
}
