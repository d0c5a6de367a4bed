package dev.idempotency.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.idempotency.Idempotency;
import dev.idempotency.IdempotencyConfig;
import dev.idempotency.IdempotentOperation;
import dev.idempotency.codec.JacksonDefaults;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Replays of different keys that the local cache answers. */
@Fork(jvmArgsAppend = {"-Xms3g", "-Xmx3g"})
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CacheScaleBenchmark {

    private static final ObjectMapper MAPPER = JacksonDefaults.mapper();
    private static final int MAX_ENTRIES = 2_000_000;

    /** Completed calls. */
    @State(Scope.Benchmark)
    public static class Completed {

        /** How many there are. */
        @Param({"10", "1000000"})
        public int keys = 10;

        private final IdempotentOperation<Integer> charge = Idempotency.with(
                        IdempotencyConfig.builder(new ForgetfulStore())
                                .keyPrefix("")
                                .localCache(MAX_ENTRIES)
                                .build())
                .operation("charge", Integer.class);

        /** Completes every call once. */
        @Setup
        public void completeAll() {
            for (int key = 0; key < keys; key++) {
                int result = key;
                charge.call(key, () -> result);
            }
        }
    }

    /** The floor's completed calls. */
    @State(Scope.Benchmark)
    public static class CompletedByHand {

        /** How many there are. */
        @Param({"10", "1000000"})
        public int keys = 10;

        private final Cache<String, String> responses = Caffeine.newBuilder()
                .maximumSize(MAX_ENTRIES)
                .executor(Runnable::run)
                .build();

        /** Puts every response once. */
        @Setup
        public void putAll() {
            for (int key = 0; key < keys; key++) {
                responses.put(keyOf(key), String.valueOf(key));
            }
        }
    }

    /** A duplicate. */
    @Benchmark
    public Integer replay(Completed completed) {
        int key = ThreadLocalRandom.current().nextInt(completed.keys);
        return completed.charge.call(key, () -> {
            throw new IllegalStateException("not in the cache");
        });
    }

    /** Its floor. */
    @Benchmark
    public Integer replayFloor(CompletedByHand completed) throws JsonProcessingException {
        int key = ThreadLocalRandom.current().nextInt(completed.keys);
        return MAPPER.readValue(completed.responses.getIfPresent(keyOf(key)), Integer.class);
    }

    private static String keyOf(int key) {
        return HandWritten.key(MAPPER.valueToTree(key));
    }
}
