package dev.idempotency.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.idempotency.Idempotency;
import dev.idempotency.IdempotencyConfig;
import dev.idempotency.IdempotentOperation;
import dev.idempotency.benchmarks.CallBenchmark.Receipt;
import dev.idempotency.codec.JacksonDefaults;
import dev.idempotency.persistence.CachingPersistenceStore;
import dev.idempotency.persistence.InMemoryPersistenceStore;
import dev.idempotency.persistence.PersistenceStore;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntConsumer;

/**
 * Heap that a completed record retains: what is in use after a garbage collection with all records less what is in use
 * without, divided by their number. To be run with {@code -XX:+UseSerialGC -XX:MarkSweepDeadRatio=0}, for a collection
 * that leaves nothing behind.
 */
public final class RecordSize {

    private static final Receipt RECEIPT = new Receipt("r-1", 4711, "EUR", true);

    private final ObjectMapper mapper = JacksonDefaults.mapper();
    private final int records;

    private RecordSize(int records) {
        this.records = records;
    }

    /**
     * One holder of records beside its floor.
     *
     * @param holder what holds them
     * @param records how many there were
     * @param libraryBytes of heap for each
     * @param floorBytes of heap for each key and response in a map or cache by hand
     */
    public record Comparison(String holder, int records, double libraryBytes, double floorBytes) {}

    /**
     * Writes {@code record-size.json}.
     *
     * @param args the directory to write to, and the number of records
     */
    public static void main(String[] args) throws IOException {
        RecordSize size = new RecordSize(Integer.parseInt(args[1]));
        List<Comparison> comparisons = List.of(
                new Comparison("store in memory", size.records, size.bytesInStore(), size.bytesInMap()),
                new Comparison("local cache", size.records, size.bytesInLocalCache(), size.bytesInCache()));
        size.mapper.writeValue(Path.of(args[0], "record-size.json").toFile(), comparisons);
    }

    private double bytesInStore() {
        InMemoryPersistenceStore store = new InMemoryPersistenceStore();
        return bytesEach(store, completingOn(store));
    }

    private double bytesInLocalCache() {
        // Behind the cache a store that forgets: each record is then counted once.
        CachingPersistenceStore store = new CachingPersistenceStore(new ForgetfulStore(), 2 * records);
        return bytesEach(store, completingOn(store));
    }

    private double bytesInMap() {
        ConcurrentHashMap<String, String> map = new ConcurrentHashMap<>();
        return bytesEach(map, key -> map.put(keyOf(key), written()));
    }

    private double bytesInCache() {
        Cache<String, String> cache = Caffeine.newBuilder()
                .maximumSize(2L * records)
                .executor(Runnable::run)
                .build();
        return bytesEach(cache, key -> cache.put(keyOf(key), written()));
    }

    private static IntConsumer completingOn(PersistenceStore store) {
        IdempotentOperation<Receipt> charge = Idempotency.with(
                        IdempotencyConfig.builder(store).keyPrefix("").build())
                .operation("charge", Receipt.class);
        return key -> charge.call(key, () -> RECEIPT);
    }

    /** The first record is not counted: it brings what there is only once. */
    private double bytesEach(Object holder, IntConsumer complete) {
        complete.accept(-1);
        long before = bytesInUse();
        try {
            for (int key = 0; key < records; key++) {
                complete.accept(key);
            }
            return (double) (bytesInUse() - before) / records;
        } finally {
            Reference.reachabilityFence(holder);
        }
    }

    private static long bytesInUse() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private String keyOf(int key) {
        return HandWritten.key(mapper.valueToTree(key));
    }

    private String written() {
        try {
            return mapper.writeValueAsString(RECEIPT);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
