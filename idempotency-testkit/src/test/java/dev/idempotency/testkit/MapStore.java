package dev.idempotency.testkit;

import dev.idempotency.persistence.Acquisition;
import dev.idempotency.persistence.Acquisition.Acquired;
import dev.idempotency.persistence.Acquisition.Refused;
import dev.idempotency.persistence.IdempotencyRecord;
import dev.idempotency.persistence.PersistenceStore;
import dev.idempotency.persistence.RecordStatus;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A correct store, plain and slow, in which every decision can be replaced by a wrong one. */
class MapStore implements PersistenceStore {

    private final Map<String, IdempotencyRecord> records = new ConcurrentHashMap<>();

    BiPredicate<IdempotencyRecord, Instant> isOver = (existing, now) -> existing.statusAt(now) == RecordStatus.EXPIRED;
    BiPredicate<IdempotencyRecord, IdempotencyRecord> isRepetition =
            (existing, claim) -> isOwner(existing, claim) && isInProgress(existing) && endsNoLater(existing, claim);
    BiPredicate<IdempotencyRecord, IdempotencyRecord> isCompletable = MapStore::isOwner;
    BiPredicate<IdempotencyRecord, IdempotencyRecord> isRenewable =
            (existing, claim) -> isOwner(existing, claim) && isInProgress(existing) && endsNoLater(existing, claim);
    BiPredicate<IdempotencyRecord, String> isReleasable =
            (existing, owner) -> existing.isOwnedBy(owner) && isInProgress(existing);
    UnaryOperator<String> keyOf = key -> key;
    UnaryOperator<IdempotencyRecord> stored = record -> record;

    @Override
    public synchronized Acquisition acquire(IdempotencyRecord claim, Instant now) {
        Acquisition answer = answer(read(claim.key()), claim, now);
        if (answer instanceof Acquired) {
            write(claim);
        }
        return answer;
    }

    @Override
    public synchronized Optional<IdempotencyRecord> find(String key) {
        return Optional.ofNullable(read(key));
    }

    @Override
    public synchronized boolean complete(IdempotencyRecord completed) {
        return replace(read(completed.key()), completed, isCompletable);
    }

    @Override
    public synchronized boolean renew(IdempotencyRecord claim) {
        return replace(read(claim.key()), claim, isRenewable);
    }

    @Override
    public synchronized boolean release(String key, String owner) {
        IdempotencyRecord existing = read(key);
        if (existing == null || !isReleasable.test(existing, owner)) {
            return false;
        }
        delete(key);
        return true;
    }

    Acquisition answer(@Nullable IdempotencyRecord existing, IdempotencyRecord claim, Instant now) {
        if (existing == null || isRepetition.test(existing, claim)) {
            return Acquired.FRESH;
        }
        return isOver.test(existing, now) ? new Acquired(existing) : new Refused(existing);
    }

    boolean replace(
            @Nullable IdempotencyRecord existing,
            IdempotencyRecord next,
            BiPredicate<IdempotencyRecord, IdempotencyRecord> condition) {
        if (existing == null || !condition.test(existing, next)) {
            return false;
        }
        write(next);
        return true;
    }

    @Nullable
    IdempotencyRecord read(String key) {
        return records.get(keyOf.apply(key));
    }

    void write(IdempotencyRecord record) {
        records.put(keyOf.apply(record.key()), stored.apply(record));
    }

    void delete(String key) {
        records.remove(keyOf.apply(key));
    }

    static boolean isOwner(IdempotencyRecord existing, IdempotencyRecord next) {
        return existing.isOwnedBy(next.owner());
    }

    static boolean isInProgress(IdempotencyRecord existing) {
        return existing.status() == RecordStatus.INPROGRESS;
    }

    static boolean endsNoLater(IdempotencyRecord existing, IdempotencyRecord claim) {
        return existing.leaseUntil() != null
                && claim.leaseUntil() != null
                && !existing.leaseUntil().isAfter(claim.leaseUntil());
    }
}
