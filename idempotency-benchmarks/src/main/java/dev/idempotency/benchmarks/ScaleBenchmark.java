package dev.idempotency.benchmarks;

import dev.idempotency.Idempotency;
import dev.idempotency.IdempotencyConfig;
import dev.idempotency.IdempotentOperation;
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

    private final IdempotentOperation<Integer> charge = Idempotency.with(
                    IdempotencyConfig.builder(new InMemoryPersistenceStore())
                            .keyPrefix("")
                            .build())
            .operation("charge", Integer.class);
    private final ConcurrentHashMap<String, String> floor = new ConcurrentHashMap<>();

    @Setup
    public void completeAll() {
        for (int key = 0; key < keys; key++) {
            int result = key;
            charge.call(key, () -> result);
            floor.put("charge#" + HandWritten.digest(key), String.valueOf(result));
        }
    }

    @Benchmark
    public Integer replay() {
        int key = ThreadLocalRandom.current().nextInt(keys);
        return charge.call(key, () -> -1);
    }

    @Benchmark
    public Integer replayFloor() {
        int key = ThreadLocalRandom.current().nextInt(keys);
        return Integer.valueOf(floor.get("charge#" + HandWritten.digest(key)));
    }
}
