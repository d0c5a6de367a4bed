package dev.idempotency.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.idempotency.Idempotency;
import dev.idempotency.IdempotencyConfig;
import dev.idempotency.IdempotentOperation;
import dev.idempotency.benchmarks.Shape.Order;
import dev.idempotency.codec.JacksonDefaults;
import dev.idempotency.error.IdempotencyAlreadyInProgressException;
import dev.idempotency.persistence.InMemoryPersistenceStore;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * A call in each of its courses, on the store in memory: the library's own cost. The heap has one size, for its growth
 * is not what is measured.
 */
@Fork(jvmArgsAppend = {"-Xms2g", "-Xmx2g"})
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CallBenchmark {

    private static final Order ORDER = new Order("u-17", "p-4711", 3, "gift wrap");
    private static final Receipt RECEIPT = new Receipt("r-1", 4711, "EUR", true);

    private final ObjectMapper mapper = JacksonDefaults.mapper();
    private final ConcurrentHashMap<String, String> claims = new ConcurrentHashMap<>();
    private final Cache<String, String> cache =
            Caffeine.newBuilder().maximumSize(256).executor(Runnable::run).build();

    private InMemoryPersistenceStore store = new InMemoryPersistenceStore();
    private IdempotentOperation<Receipt> charge = operation(config());
    private IdempotentOperation<Receipt> cached = operation(config().localCache());
    private int number;

    /** A result of four fields. */
    public record Receipt(String id, int cents, String currency, boolean paid) {}

    /** Begins with one completed call. */
    @Setup(Level.Iteration)
    public void emptyStores() {
        store = new InMemoryPersistenceStore();
        charge = operation(config());
        cached = operation(config().localCache());
        charge.call(ORDER, () -> RECEIPT);
        cached.call(ORDER, () -> RECEIPT);
        claims.clear();
        freshFloorOf(ORDER);
        cache.put(keyOf(ORDER), written());
    }

    /** A first call. */
    @Benchmark
    public Receipt fresh() {
        return charge.call(next(), () -> RECEIPT);
    }

    /** A key, a claim and a written response by hand. */
    @Benchmark
    public Receipt freshFloor() {
        return freshFloorOf(next());
    }

    /** A duplicate. */
    @Benchmark
    public Receipt replay() {
        return charge.call(ORDER, () -> RECEIPT);
    }

    /** A key and a read response by hand. */
    @Benchmark
    public Receipt replayFloor() throws JsonProcessingException {
        return mapper.readValue(claims.get(keyOf(ORDER)), Receipt.class);
    }

    /** A duplicate that the local cache answers. */
    @Benchmark
    public Receipt cachedReplay() {
        return cached.call(ORDER, () -> RECEIPT);
    }

    /** The same from a cache by hand. */
    @Benchmark
    public Receipt cachedReplayFloor() throws JsonProcessingException {
        return mapper.readValue(cache.getIfPresent(keyOf(ORDER)), Receipt.class);
    }

    /** The conflict is that of a call within itself, which another thread's would be, too. */
    @Benchmark
    public Object conflict() {
        Order order = next();
        return charge.call(order, () -> {
            try {
                return charge.call(order, () -> RECEIPT);
            } catch (IdempotencyAlreadyInProgressException e) {
                return RECEIPT;
            }
        });
    }

    private Order next() {
        return new Order("u-17", "p-" + number++, 3, "gift wrap");
    }

    private String keyOf(Order order) {
        JsonNode tree = mapper.valueToTree(order);
        return HandWritten.key(mapper.createArrayNode().add(tree.path("userId")).add(tree.path("productId")));
    }

    private Receipt freshFloorOf(Order order) {
        String key = keyOf(order);
        claims.putIfAbsent(key, "");
        claims.put(key, written());
        return RECEIPT;
    }

    private String written() {
        try {
            return mapper.writeValueAsString(RECEIPT);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private IdempotencyConfig.Builder config() {
        return IdempotencyConfig.builder(store)
                .keyPrefix("")
                .eventKeyJmesPath("[userId, productId]")
                .expiresAfter(Duration.ofHours(1));
    }

    private static IdempotentOperation<Receipt> operation(IdempotencyConfig.Builder config) {
        return Idempotency.with(config.build()).operation("charge", Receipt.class);
    }
}
