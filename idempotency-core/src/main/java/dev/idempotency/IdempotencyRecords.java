package dev.idempotency;

import dev.idempotency.persistence.IdempotencyRecord;
import dev.idempotency.persistence.RecordInventory;
import dev.idempotency.persistence.RecordStatus;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The stored records, for operators: found, listed, counted and forgotten. Made by {@link Idempotency#records()}.
 *
 * <pre>{@code
 * IdempotencyRecords records = Idempotency.with(config).records();
 * records.find(charge.keyOf(order).orElseThrow());
 * long running = records.count(RecordStatus.INPROGRESS);
 * }</pre>
 *
 * <p>Nothing here claims a key or runs a function. Thread-safe.
 */
public final class IdempotencyRecords {

    private final Settings settings;

    IdempotencyRecords(Settings settings) {
        this.settings = settings;
    }

    /**
     * The record of a key as the store has it, even if it is over.
     *
     * @param key {@code [prefix.]operation#hash}, as {@link IdempotentOperation#keyOf} tells it
     * @throws RuntimeException if the store failed
     */
    public Optional<IdempotencyRecord> find(String key) {
        return settings.store().find(key);
    }

    /**
     * Forgets a record, so that the next call with its key runs. A call that is running now keeps running, but no longer
     * owns its key: use it on a claim only if its owner is known to be dead. Local caches of other JVMs keep a completed
     * record until they drop it.
     *
     * @return whether there was one
     * @throws UnsupportedOperationException if the store is no {@link RecordInventory}
     * @throws RuntimeException if the store failed
     */
    public boolean forget(String key) {
        return RecordInventory.of(settings.store()).delete(key);
    }

    /**
     * The records of one status. A store may have to read all records for it: on DynamoDB that is a scan.
     *
     * @param status {@link RecordStatus#EXPIRED} for those that are over but not removed yet
     * @return read bit by bit; to be closed
     * @throws UnsupportedOperationException if the store is no {@link RecordInventory}
     * @throws RuntimeException if the store failed, here or while the stream is read
     */
    public Stream<IdempotencyRecord> list(RecordStatus status) {
        return RecordInventory.of(settings.store()).list(status, settings.now());
    }

    /**
     * How many records have a status, at the cost of {@link #list}.
     *
     * @throws UnsupportedOperationException if the store is no {@link RecordInventory}
     * @throws RuntimeException if the store failed
     */
    public long count(RecordStatus status) {
        try (Stream<IdempotencyRecord> records = list(status)) {
            return records.count();
        }
    }
}
