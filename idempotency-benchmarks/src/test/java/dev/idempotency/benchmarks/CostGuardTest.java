package dev.idempotency.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.idempotency.Idempotency;
import dev.idempotency.IdempotencyConfig;
import dev.idempotency.IdempotentOperation;
import dev.idempotency.benchmarks.CallBenchmark.Receipt;
import dev.idempotency.benchmarks.Shape.Order;
import dev.idempotency.dynamodb.local.DynamoDbLocal;
import dev.idempotency.persistence.InMemoryPersistenceStore;
import dev.idempotency.testkit.FaultyStore;
import dev.idempotency.testkit.Step;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a call costs in things that do not vary from run to run: store requests, bytes and classes; never in time. */
class CostGuardTest {

    private static final Receipt RECEIPT = new Receipt("r-1", 4711, "EUR", true);
    private static final Order ORDER = new Order("u-17", "p-4711", 3, "gift wrap");
    private static final int CALLS = 20_000;

    @Test
    void firstRunTakesTwoRequestsReplayOneAndCachedReplayNone() {
        FaultyStore store = new FaultyStore(new InMemoryPersistenceStore());
        IdempotentOperation<Receipt> charge = operation(IdempotencyConfig.builder(store));
        charge.call(ORDER, () -> RECEIPT);
        assertThat(store.steps()).containsExactly(Step.ACQUIRE, Step.COMPLETE);
        charge.call(ORDER, () -> RECEIPT);
        assertThat(store.steps()).containsExactly(Step.ACQUIRE, Step.COMPLETE, Step.ACQUIRE);

        FaultyStore behind = new FaultyStore(new InMemoryPersistenceStore());
        IdempotentOperation<Receipt> cached =
                operation(IdempotencyConfig.builder(behind).localCache());
        cached.call(ORDER, () -> RECEIPT);
        cached.call(ORDER, () -> RECEIPT);
        assertThat(behind.steps()).containsExactly(Step.ACQUIRE, Step.COMPLETE);
    }

    @Test
    void firstRunTakesTwoHttpRequestsToDynamoDbReplayOneAndCachedReplayNone() {
        assertThat(RequestsPerCall.countedAt(DynamoDbLocal.shared().endpoint()))
                .isEqualTo(new RequestsPerCall(2, 1, 0));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("bytes per key, as a ratio to the floor")
    void keyTakesNotManyMoreBytesThanTheFloor(Shape shape) throws Exception {
        KeyBenchmark benchmark = new KeyBenchmark();
        benchmark.shape = shape;
        benchmark.compile();

        double ratio = bytesPer(benchmark::library, 1) / bytesPer(benchmark::floor, 1);

        System.out.printf("bytes per key, %s: %.2f of the floor%n", shape, ratio);
        assertThat(ratio).isLessThan(1.2);
    }

    @Test
    @DisplayName("bytes per call, as a ratio to the floor")
    void callTakesNotManyMoreBytesThanTheFloor() throws Exception {
        CallBenchmark benchmark = new CallBenchmark();
        benchmark.emptyStores();

        double fresh = bytesPer(benchmark::fresh, 6) / bytesPer(benchmark::freshFloor, 6);
        double replay = bytesPer(benchmark::replay, 6) / bytesPer(benchmark::replayFloor, 6);
        double cached = bytesPer(benchmark::cachedReplay, 6) / bytesPer(benchmark::cachedReplayFloor, 6);

        System.out.printf(
                "bytes per call: fresh %.2f, replay %.2f, cached replay %.2f of the floor%n", fresh, replay, cached);
        assertThat(fresh).isLessThan(1.5);
        assertThat(replay).isLessThan(1.35);
        assertThat(cached).isLessThan(1.2);
    }

    @Test
    void firstCallLoadsNoParserAndNoModuleThatItHasNoUseFor() throws Exception {
        List<String> loaded = classesLoadedBy(FirstCall.class);
        List<String> own = loaded.stream()
                .filter(name -> name.startsWith("dev.idempotency."))
                .toList();

        System.out.println("classes loaded by a first call: " + loaded.size() + ", of them our own " + own.size());
        assertThat(own).hasSizeBetween(90, 130);
        assertThat(loaded)
                .noneMatch(name -> name.startsWith("io.burt."))
                .noneMatch(name -> name.startsWith("com.fasterxml.jackson.datatype.jsr310."))
                .noneMatch(name -> name.startsWith("com.fasterxml.jackson.datatype.jdk8.Optional"))
                .noneMatch(name -> name.startsWith("com.github.benmanes."))
                .noneMatch(name -> name.startsWith("org.slf4j."));
    }

    private static IdempotentOperation<Receipt> operation(IdempotencyConfig.Builder config) {
        return Idempotency.with(config.keyPrefix("")
                        .eventKeyJmesPath("[userId, productId]")
                        .build())
                .operation("charge", Receipt.class);
    }

    /** Once the compiler has done its work: what it finds out as it goes saves bytes, too. */
    private static double bytesPer(Callable<?> call, int warmUps) throws Exception {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int i = 0; i < warmUps; i++) {
            repeat(call);
        }
        long before = threads.getCurrentThreadAllocatedBytes();
        repeat(call);
        return (double) (threads.getCurrentThreadAllocatedBytes() - before) / CALLS;
    }

    private static void repeat(Callable<?> call) throws Exception {
        int missing = 0;
        for (int i = 0; i < CALLS; i++) {
            missing += call.call() == null ? 1 : 0;
        }
        assertThat(missing).isZero();
    }

    private static List<String> classesLoadedBy(Class<?> program) throws IOException, InterruptedException {
        String output = Program.plain(program).output(List.of("-Xlog:class+load"), List.of());
        return output.lines()
                .filter(line -> line.contains(" source: "))
                .map(line -> line.substring(line.indexOf("] ") + 2, line.indexOf(" source: ")))
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .toList();
    }
}
