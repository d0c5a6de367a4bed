package dev.idempotency.persistence;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.idempotency.persistence.Acquisition.Refused;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A bounded local cache of completed records in front of another store.
 *
 * <p>A duplicate of a call whose completed record is cached is answered without asking the store. That is safe because
 * a completed record does not change until it expires; what is removed from the store by hand is still replayed from
 * here until then. Claims in progress are never cached. Thread-safe.
 */
public final class CachingPersistenceStore implements PersistenceStore, RecordInventory {

    private final PersistenceStore store;
    private final Cache<String, IdempotencyRecord> completedRecords;

    /**
     * Puts a cache in front of a store.
     *
     * @param store asked for everything the cache does not know
     * @param maxEntries how many records are kept, at least 1; the least useful go first
     */
    public CachingPersistenceStore(PersistenceStore store, int maxEntries) {
        this.store = store;
        // Run evictions on the calling thread: no pool is started for them.
        this.completedRecords = Caffeine.newBuilder()
                .maximumSize(maxEntries)
                .executor(Runnable::run)
                .build();
    }

    @Override
    public Acquisition acquire(IdempotencyRecord claim, Instant now) {
        Optional<IdempotencyRecord> cached = cached(claim.key(), now);
        if (cached.isPresent()) {
            return new Refused(cached.get());
        }
        Acquisition acquisition = store.acquire(claim, now);
        if (acquisition instanceof Refused refused) {
            keep(refused.existing());
        }
        return acquisition;
    }

    /** The completed record of a key as far as this cache knows it, if it counts at the given time. Asks no store. */
    public Optional<IdempotencyRecord> cached(String key, Instant now) {
        return Optional.ofNullable(completedRecords.getIfPresent(key))
                .filter(record -> record.statusAt(now) == RecordStatus.COMPLETED);
    }

    @Override
    public Optional<IdempotencyRecord> find(String key) {
        return store.find(key);
    }

    @Override
    public boolean complete(IdempotencyRecord completed) {
        boolean owned = store.complete(completed);
        if (owned) {
            keep(completed);
        }
        return owned;
    }

    @Override
    public boolean renew(IdempotencyRecord claim) {
        return store.renew(claim);
    }

    @Override
    public boolean release(String key, String owner) {
        return store.release(key, owner);
    }

    /**
     * {@inheritDoc}
     *
     * @throws UnsupportedOperationException if the store behind the cache is no {@link RecordInventory}
     */
    @Override
    public Stream<IdempotencyRecord> list(RecordStatus status, Instant now) {
        return RecordInventory.of(store).list(status, now);
    }

    /**
     * {@inheritDoc}
     *
     * @throws UnsupportedOperationException if the store behind the cache is no {@link RecordInventory}
     */
    @Override
    public boolean delete(String key) {
        boolean deleted = RecordInventory.of(store).delete(key);
        completedRecords.invalidate(key);
        return deleted;
    }

    /** A slow thread may bring an older record of the key than the one that is here already: the later expiry stays. */
    private void keep(IdempotencyRecord record) {
        if (record.status() == RecordStatus.COMPLETED) {
            completedRecords
                    .asMap()
                    .merge(record.key(), record, (a, b) -> a.expiresAt().isAfter(b.expiresAt()) ? a : b);
        }
    }
}
