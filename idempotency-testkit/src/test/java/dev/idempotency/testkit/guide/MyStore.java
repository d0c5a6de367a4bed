package dev.idempotency.testkit.guide;

import dev.idempotency.persistence.Acquisition;
import dev.idempotency.persistence.Acquisition.Acquired;
import dev.idempotency.persistence.Acquisition.Refused;
import dev.idempotency.persistence.IdempotencyRecord;
import dev.idempotency.persistence.PersistenceStore;
import dev.idempotency.persistence.RecordStatus;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A store as simple as a store can be that keeps the contract. */
final class MyStore implements PersistenceStore {

    private final Map<String, IdempotencyRecord> records = new HashMap<>();

    @Override
    public synchronized Acquisition acquire(IdempotencyRecord claim, Instant now) {
        IdempotencyRecord existing = records.get(claim.key());
        if (existing == null || isStillMine(existing, claim)) {
            records.put(claim.key(), claim);
            return Acquired.FRESH;
        }
        if (existing.statusAt(now) != RecordStatus.EXPIRED) {
            return new Refused(existing);
        }
        records.put(claim.key(), claim);
        return new Acquired(existing);
    }

    @Override
    public synchronized Optional<IdempotencyRecord> find(String key) {
        return Optional.ofNullable(records.get(key));
    }

    @Override
    public synchronized boolean complete(IdempotencyRecord completed) {
        IdempotencyRecord existing = records.get(completed.key());
        boolean mine = existing != null && existing.isOwnedBy(completed.owner());
        if (mine) {
            records.put(completed.key(), completed);
        }
        return mine;
    }

    @Override
    public synchronized boolean renew(IdempotencyRecord claim) {
        IdempotencyRecord existing = records.get(claim.key());
        boolean mine = existing != null && isStillMine(existing, claim);
        if (mine) {
            records.put(claim.key(), claim);
        }
        return mine;
    }

    @Override
    public synchronized boolean release(String key, String owner) {
        IdempotencyRecord existing = records.get(key);
        boolean mine = existing != null && existing.isOwnedBy(owner) && existing.status() == RecordStatus.INPROGRESS;
        if (mine) {
            records.remove(key);
        }
        return mine;
    }

    /** In progress, and not renewed since: a request that comes late must not move the lease back. */
    private static boolean isStillMine(IdempotencyRecord existing, IdempotencyRecord claim) {
        return existing.isOwnedBy(claim.owner())
                && existing.status() == RecordStatus.INPROGRESS
                && !Objects.requireNonNull(existing.leaseUntil()).isAfter(Objects.requireNonNull(claim.leaseUntil()));
    }
}
