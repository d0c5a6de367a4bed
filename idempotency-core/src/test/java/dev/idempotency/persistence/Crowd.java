package dev.idempotency.persistence;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Threads that do things at the same moment. */
public final class Crowd implements AutoCloseable {

    private static final long DEADLINE_SECONDS = 60;

    private final ExecutorService pool;

    public Crowd(int threads) {
        this.pool = Executors.newFixedThreadPool(threads);
    }

    /** Has all of them start together, one thread each, and collects what they return. */
    public <T> List<T> together(List<? extends Callable<T>> actions) throws Exception {
        CyclicBarrier start = new CyclicBarrier(actions.size());
        List<Future<T>> futures = new ArrayList<>();
        for (Callable<T> action : actions) {
            futures.add(pool.submit(() -> {
                start.await(DEADLINE_SECONDS, TimeUnit.SECONDS);
                return action.call();
            }));
        }
        List<T> results = new ArrayList<>();
        for (Future<T> future : futures) {
            results.add(future.get(DEADLINE_SECONDS, TimeUnit.SECONDS));
        }
        return results;
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
