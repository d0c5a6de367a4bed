package dev.idempotency.persistence;

import static dev.idempotency.persistence.Records.NOW;
import static dev.idempotency.persistence.Records.at;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ExpiryScheduleTest {

    private final ExpirySchedule schedule = new ExpirySchedule();

    @Test
    void nothingIsDueInAnEmptySchedule() {
        assertThat(schedule.pollDue(at(1_000_000))).isNull();
    }

    @Test
    void keyComesUpOnceItsSecondIsWhollyPast() {
        schedule.add("a", at(10.5));

        assertThat(schedule.pollDue(at(9))).isNull();
        assertThat(schedule.pollDue(at(10))).isNull();
        assertThat(schedule.pollDue(at(10.999))).isNull();
        assertThat(schedule.pollDue(at(11))).isEqualTo("a");
        assertThat(schedule.pollDue(at(11))).isNull();
    }

    @Test
    void keysComeUpInTheOrderOfTheirTimes() {
        schedule.add("third", at(30));
        schedule.add("first", at(10));
        schedule.add("second", at(20));
        schedule.add("second too", at(20.9));

        assertThat(due(21)).containsExactly("first", "second", "second too");
        assertThat(due(1000)).containsExactly("third");
    }

    @Test
    void earlierKeyMovesAheadOfTheOnesThatWait() {
        schedule.add("late", at(100));
        assertThat(due(50)).isEmpty();

        schedule.add("early", at(40));

        assertThat(due(50)).containsExactly("early");
    }

    @Test
    void keyThatIsAddedAgainComesUpAgain() {
        schedule.add("a", at(10));
        schedule.add("a", at(20));

        assertThat(due(11)).containsExactly("a");
        assertThat(due(21)).containsExactly("a");
    }

    @Test
    void clearedScheduleStartsAnew() {
        schedule.add("a", NOW);
        schedule.clear();
        assertThat(due(1000)).isEmpty();

        schedule.add("b", at(2000));
        assertThat(due(2001)).containsExactly("b");
    }

    @Test
    void everyKeyComesUpOnceUnderManyThreads() throws Exception {
        int threads = 4;
        int keysEach = 20_000;
        CyclicBarrier start = new CyclicBarrier(threads);
        ConcurrentHashMap<String, Integer> polled = new ConcurrentHashMap<>();
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> workers = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                String thread = "thread " + t + " key ";
                workers.add(pool.submit(() -> {
                    start.await(30, TimeUnit.SECONDS);
                    for (int i = 0; i < keysEach; i++) {
                        schedule.add(thread + i, at(i % 100));
                        String key = schedule.pollDue(at(50));
                        if (key != null) {
                            polled.merge(key, 1, Integer::sum);
                        }
                    }
                    return null;
                }));
            }
            for (Future<?> worker : workers) {
                worker.get(60, TimeUnit.SECONDS);
            }
        } finally {
            pool.shutdownNow();
        }
        due(1000).forEach(key -> polled.merge(key, 1, Integer::sum));

        assertThat(polled).hasSize(threads * keysEach).allSatisfy((key, times) -> assertThat(times)
                .isEqualTo(1));
    }

    private List<String> due(double seconds) {
        List<String> keys = new ArrayList<>();
        for (String key = schedule.pollDue(at(seconds)); key != null; key = schedule.pollDue(at(seconds))) {
            keys.add(key);
        }
        return keys;
    }
}
