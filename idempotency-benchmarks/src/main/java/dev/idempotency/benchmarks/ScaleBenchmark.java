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
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Replays of different keys, of which there are few or many: to be run with one thread and with several. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ScaleBenchmark {

    /** How many completed records there are. */
    @Param({"10", "1000000"})
    public int keys = 10;

    private final ObjectMapper mapper = JacksonDefaults.mapper();
    private final IdempotentOperation<Integer> charge = Idempotency.with(
                    IdempotencyConfig.builder(new InMemoryPersistenceStore())
                            .keyPrefix("")
                            .build())
            .operation("charge", Integer.class);
    private final ConcurrentHashMap<String, String> floor = new ConcurrentHashMap<>();

    /** Completes every call once. */
    @Setup
    public void completeAll() {
        for (int key = 0; key < keys; key++) {
            int result = key;
            charge.call(key, () -> result);
            floor.put(keyOf(key), String.valueOf(result));
        }
    }

    /** The library. */
    @Benchmark
    public Integer replay() {
        int key = ThreadLocalRandom.current().nextInt(keys);
        return charge.call(key, () -> -1);
    }

    /** The floor. */
    @Benchmark
    public Integer replayFloor() throws JsonProcessingException {
        int key = ThreadLocalRandom.current().nextInt(keys);
        return mapper.readValue(floor.get(keyOf(key)), Integer.class);
    }

    private String keyOf(int key) {
        return "charge#" + HandWritten.digest(mapper.valueToTree(key));
    }
}
