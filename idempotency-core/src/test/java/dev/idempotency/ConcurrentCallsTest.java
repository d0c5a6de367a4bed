package dev.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.idempotency.error.IdempotencyAlreadyInProgressException;
import dev.idempotency.persistence.Crowd;
import dev.idempotency.persistence.InMemoryPersistenceStore;
import dev.idempotency.persistence.RecordStatus;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many threads, one store. The figures that it prints are quoted in the documentation. */
class ConcurrentCallsTest {

    private static final int THREADS = 8;
    private static final int PAYLOADS = 4_000;
    private static final int CALLERS = 10_000;

    private final InMemoryPersistenceStore store = new InMemoryPersistenceStore();
    private final Map<String, Integer> runs = new ConcurrentHashMap<>();
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger refusals = new AtomicInteger();

    @ParameterizedTest(name = "local cache: {0}")
    @ValueSource(booleans = {false, true})
    @Tag("C7")
    void twoOperationsOfEqualPayloadsNeverSeeEachOthersResults(boolean cached) throws Exception {
        Idempotency idempotency = Idempotency.with(config(cached));
        IdempotentOperation<String> reserve = idempotency.operation("reserve", String.class);
        IdempotentOperation<String> ship = idempotency.operation("ship", String.class);

        inRandomOrder(i -> {
            assertThat(answer(reserve, i, () -> ran("reserve", i))).isEqualTo("reserve " + i);
            assertThat(answer(ship, i, () -> ran("ship", i))).isEqualTo("ship " + i);
        });

        assertThatEachRanOnceAndKeptItsOwnResult("reserve", "ship");
        report("2 operations, local cache " + cached);
    }

    @Test
    @Tag("C7")
    void operationNestedInAnotherOneOfAnEqualPayloadIsOnItsOwn() throws Exception {
        Idempotency idempotency = Idempotency.with(config(false));
        IdempotentOperation<String> outer = idempotency.operation("outer", String.class);
        IdempotentOperation<String> inner = idempotency.operation("inner", String.class);

        inRandomOrder(i -> {
            String result = answer(outer, i, () -> {
                assertThat(answer(inner, i, () -> ran("inner", i))).isEqualTo("inner " + i);
                return ran("outer", i);
            });
            assertThat(result).isEqualTo("outer " + i);
            assertThat(answer(inner, i, () -> ran("inner", i))).isEqualTo("inner " + i);
        });

        assertThatEachRanOnceAndKeptItsOwnResult("outer", "inner");
        report("2 operations, one nested in the other");
    }

    /** The first call goes on until duplicates of all the other threads have been refused. */
    @ParameterizedTest(name = "local cache: {0}")
    @ValueSource(booleans = {false, true})
    @Tag("C1")
    void tenThousandCallersOfOneKeyGetTheResultOfOneRun(boolean cached) throws Exception {
        IdempotentOperation<String> charge = Idempotency.with(config(cached)).operation("charge", String.class);
        CountDownLatch refused = new CountDownLatch(THREADS - 1);
        Callable<List<String>> caller = () -> {
            List<String> results = new ArrayList<>();
            for (int i = 0; i < CALLERS / THREADS; i++) {
                results.add(answer(charge, 7, refused::countDown, () -> {
                    assertThat(refused.await(30, TimeUnit.SECONDS)).isTrue();
                    return ran("charge", 7);
                }));
            }
            return results;
        };

        List<List<String>> results;
        try (Crowd crowd = new Crowd(THREADS)) {
            results = crowd.together(Collections.nCopies(THREADS, caller));
        }

        assertThat(results).flatMap(list -> list).hasSize(CALLERS).containsOnly("charge 7");
        assertThat(runs).isEqualTo(Map.of("charge 7", 1));
        assertThat(store.records()).singleElement().satisfies(record -> assertThat(record.response())
                .isEqualTo("\"charge 7\""));
        report(CALLERS + " callers of one key, local cache " + cached);
    }

    private void inRandomOrder(Action action) throws Exception {
        long seed = System.nanoTime();
        System.out.println("ConcurrentCallsTest: seed " + seed);
        List<Callable<Boolean>> threads = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            List<Integer> payloads =
                    new ArrayList<>(IntStream.range(0, PAYLOADS).boxed().toList());
            // A little disorder: threads meet at the same payloads, but not always in the same order.
            Random random = new Random(seed + thread);
            IntStream.range(1, PAYLOADS).forEach(i -> {
                Collections.swap(payloads, i, Math.max(0, i - random.nextInt(8)));
            });
            threads.add(() -> {
                for (int i : payloads) {
                    action.on(i);
                }
                return true;
            });
        }
        try (Crowd crowd = new Crowd(THREADS)) {
            assertThat(crowd.together(threads)).containsOnly(true);
        }
    }

    private void assertThatEachRanOnceAndKeptItsOwnResult(String one, String other) {
        assertThat(runs).hasSize(2 * PAYLOADS);
        assertThat(runs.values()).containsOnly(1);
        assertThat(store.size()).isEqualTo(2 * PAYLOADS);
        assertThat(store.records()).allSatisfy(record -> {
            String operation = record.key().substring(0, record.key().indexOf('#'));
            assertThat(operation).isIn(one, other);
            assertThat(record.status()).isEqualTo(RecordStatus.COMPLETED);
            assertThat(record.response()).startsWith("\"" + operation + " ");
        });
        assertThat(store.records()).extracting(record -> record.response()).doesNotHaveDuplicates();
    }

    /** Calls until there is an answer: a duplicate is refused as long as the first call is running. */
    private String answer(IdempotentOperation<String> operation, int payload, Callable<String> function)
            throws Exception {
        return answer(operation, payload, () -> {}, function);
    }

    private String answer(
            IdempotentOperation<String> operation, int payload, Runnable onRefusal, Callable<String> function)
            throws Exception {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                calls.incrementAndGet();
                return operation.call(Map.of("order", payload), function::call);
            } catch (IdempotencyAlreadyInProgressException e) {
                refusals.incrementAndGet();
                onRefusal.run();
                Thread.onSpinWait();
            }
        }
        throw new InterruptedException("deadline");
    }

    private String ran(String operation, int payload) {
        String result = operation + " " + payload;
        runs.merge(result, 1, Integer::sum);
        return result;
    }

    private IdempotencyConfig config(boolean cached) {
        IdempotencyConfig.Builder config = IdempotencyConfig.builder(store).clock(new ManualClock());
        return (cached ? config.localCache() : config).build();
    }

    private void report(String what) {
        System.out.printf(
                "%s, %d threads: %d calls, %d refused while in progress, %d runs, %d records, double runs: %d%n",
                what,
                THREADS,
                calls.get(),
                refusals.get(),
                runs.values().stream().mapToInt(Integer::intValue).sum(),
                store.size(),
                runs.values().stream().filter(times -> times > 1).count());
    }

    @FunctionalInterface
    private interface Action {

        void on(int payload) throws Exception;
    }
}
