package dev.idempotency;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A few daemon threads, begun when there is work and ended when there is none: nothing to close, nobody to wait for. */
final class DaemonThreads implements Executor {

    private static final Duration IDLE = Duration.ofSeconds(1);

    private final String name;
    private final int most;
    private @Nullable ThreadPoolExecutor pool;

    /**
     * Starts nothing yet.
     *
     * @param name of each thread
     * @param most how many threads at a time, at least 1
     */
    DaemonThreads(String name, int most) {
        this.name = name;
        this.most = most;
    }

    @Override
    public void execute(Runnable task) {
        pool().execute(task);
    }

    /** Made when there is something to do: most processes have nothing for it, and would load it on their first call. */
    private synchronized ThreadPoolExecutor pool() {
        if (pool == null) {
            pool = new ThreadPoolExecutor(
                    most, most, IDLE.toMillis(), TimeUnit.MILLISECONDS, new LinkedBlockingQueue<>(), this::daemon);
            pool.allowCoreThreadTimeOut(true);
        }
        return pool;
    }

    private Thread daemon(Runnable task) {
        Thread daemon = new Thread(task, name);
        daemon.setDaemon(true);
        return daemon;
    }
}
