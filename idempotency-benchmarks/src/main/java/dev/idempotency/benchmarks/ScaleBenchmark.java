package dev.idempotency.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.idempotency.Idempotency;
import dev.idempotency.IdempotencyConfig;
import dev.idempotency.IdempotentOperation;
import dev.idempotency.codec.JacksonDefaults;
import dev.idempotency.persistence.InMemoryPersistenceStore;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.ThreadParams;

/**
 * Replays of different keys, of which there are few or many, and first calls: to be run with more and more threads. The
 * heap has one size, for its growth is not what is measured.
 */
@Fork(jvmArgsAppend = {"-Xms3g", "-Xmx3g"})
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ScaleBenchmark {

    private static final ObjectMapper MAPPER = JacksonDefaults.mapper();
    private static final int FEW = 10;
    private static final int MOST_THREADS = 16;

    /** Where a thread's keys begin: ten keys are no other thread's, of a million most are other threads', too. */
    @State(Scope.Thread)
    public static class Share {

        private int first;

        /** Asks JMH which thread it is. */
        @Setup
        public void begin(ThreadParams threads) {
            first = threads.getThreadIndex() * FEW;
        }

        int draw(int keys) {
            return first + ThreadLocalRandom.current().nextInt(keys);
        }
    }

    /** Completed calls. */
    @State(Scope.Benchmark)
    public static class Completed {

        /** How many a thread draws from. */
        @Param({"10", "1000000"})
        public int keys = 10;

        private final IdempotentOperation<Integer> charge = operation(new InMemoryPersistenceStore(), Integer.class);

        /** Completes every call once. */
        @Setup
        public void completeAll() {
            for (int key = 0; key < keys + MOST_THREADS * FEW; key++) {
                int result = key;
                charge.call(key, () -> result);
            }
        }
    }

    /** The floor's completed calls. */
    @State(Scope.Benchmark)
    public static class CompletedByHand {

        /** How many a thread draws from. */
        @Param({"10", "1000000"})
        public int keys = 10;

        private final ConcurrentHashMap<String, String> responses = new ConcurrentHashMap<>();

        /** Puts every response once. */
        @Setup
        public void putAll() {
            for (int key = 0; key < keys + MOST_THREADS * FEW; key++) {
                responses.put(keyOf(key), String.valueOf(key));
            }
        }
    }

    /** No calls yet. */
    @State(Scope.Benchmark)
    public static class Empty {

        private final InMemoryPersistenceStore store = new InMemoryPersistenceStore();
        private final IdempotentOperation<Long> charge = operation(store, Long.class);
        private final ConcurrentHashMap<String, String> responses = new ConcurrentHashMap<>();

        /** Forgets those of the last iteration. */
        @Setup(Level.Iteration)
        public void clear() {
            store.clear();
            responses.clear();
        }
    }

    /** A duplicate. */
    @Benchmark
    public Integer replay(Completed completed, Share share) {
        return completed.charge.call(share.draw(completed.keys), () -> -1);
    }

    /** Its floor. */
    @Benchmark
    public Integer replayFloor(CompletedByHand completed, Share share) throws JsonProcessingException {
        return MAPPER.readValue(completed.responses.get(keyOf(share.draw(completed.keys))), Integer.class);
    }

    /** A first call. */
    @Benchmark
    public Long fresh(Empty empty) {
        Long key = ThreadLocalRandom.current().nextLong();
        return empty.charge.call(key, () -> key);
    }

    /** Its floor. */
    @Benchmark
    public Long freshFloor(Empty empty) throws JsonProcessingException {
        Long key = ThreadLocalRandom.current().nextLong();
        String text = keyOf(key);
        empty.responses.putIfAbsent(text, "");
        empty.responses.put(text, MAPPER.writeValueAsString(key));
        return key;
    }

    private static <T> IdempotentOperation<T> operation(InMemoryPersistenceStore store, Class<T> result) {
        return Idempotency.with(IdempotencyConfig.builder(store).keyPrefix("").build())
                .operation("charge", result);
    }

    private static String keyOf(Object key) {
        return HandWritten.key(MAPPER.valueToTree(key));
    }
}
