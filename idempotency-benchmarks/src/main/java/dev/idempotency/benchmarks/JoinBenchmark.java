package dev.idempotency.benchmarks;

import dev.idempotency.Idempotency;
import dev.idempotency.IdempotencyConfig;
import dev.idempotency.IdempotentOperation;
import dev.idempotency.OnConflict;
import dev.idempotency.persistence.InMemoryPersistenceStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A running call and the duplicates that join it: what one round of them takes. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class JoinBenchmark {

    /** How many duplicates there are. */
    @Param({"1", "100", "10000"})
    public int duplicates = 1;

    private final IdempotentOperation<Integer> charge = Idempotency.with(
                    IdempotencyConfig.builder(new InMemoryPersistenceStore())
                            .keyPrefix("")
                            .onConflict(OnConflict.waitUpTo(Duration.ofMinutes(1)))
                            .expiresAfter(Duration.ofSeconds(1))
                            .asyncExecutor(Runnable::run)
                            .build())
            .operation("charge", Integer.class);
    private int number;

    /** A round. */
    @Benchmark
    public int joined() {
        int key = number++;
        CompletableFuture<Integer> work = new CompletableFuture<>();
        List<CompletableFuture<Integer>> calls = new ArrayList<>();
        for (int i = 0; i <= duplicates; i++) {
            calls.add(charge.callAsync(key, () -> work));
        }
        work.complete(key);
        int sum = 0;
        for (CompletableFuture<Integer> call : calls) {
            sum += call.join();
        }
        return sum;
    }
}
