package dev.idempotency.testkit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Calls that start at the same time, each on a thread of its own. */
final class Race {

    /** How often a race is run, each time on a key of its own. */
    static final int ROUNDS = 25;

    /** How many compete in a round. */
    static final int RIVALS = 8;

    private static final int LIMIT_SECONDS = 120;

    private Race() {}

    /**
     * Runs the calls and waits for them.
     *
     * @return their results, in the order of the calls
     * @throws java.util.concurrent.ExecutionException if a call failed
     * @throws java.util.concurrent.CancellationException if a call took longer than two minutes
     */
    static <T> List<T> run(Collection<? extends Callable<T>> calls) throws Exception {
        CyclicBarrier start = new CyclicBarrier(calls.size());
        List<Callable<T>> runners = new ArrayList<>();
        for (Callable<T> call : calls) {
            runners.add(() -> {
                start.await();
                return call.call();
            });
        }
        ExecutorService threads = Executors.newFixedThreadPool(runners.size());
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> result : threads.invokeAll(runners, LIMIT_SECONDS, TimeUnit.SECONDS)) {
                results.add(result.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}
