package dev.idempotency.persistence;

import dev.idempotency.persistence.Acquisition.Acquired;
import dev.idempotency.persistence.Acquisition.Refused;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A store in this JVM's memory: for unit tests, examples, and programs whose duplicates never leave one process.
 *
 * <p>Atomic under any number of threads. Expired records are dropped a few at a time by later claims, so memory is
 * bounded by what was claimed within one expiry, and no call pays for many.
 *
 * <pre>{@code
 * InMemoryPersistenceStore store = new InMemoryPersistenceStore();
 * IdempotencyConfig config = IdempotencyConfig.builder(store).build();
 * ...
 * assertEquals(1, store.size());
 * }</pre>
 */
public final class InMemoryPersistenceStore implements PersistenceStore, RecordInventory {

    private static final int EXPIRED_DROPPED_PER_CLAIM = 16;

    private final ConcurrentHashMap<String, IdempotencyRecord> records = new ConcurrentHashMap<>();
    private final ExpirySchedule expiries = new ExpirySchedule();

    /** Creates an empty store. */
    public InMemoryPersistenceStore() {}

    @Override
    public Acquisition acquire(IdempotencyRecord claim, Instant now) {
        dropExpired(now);
        while (true) {
            IdempotencyRecord existing = records.get(claim.key());
            if (existing == null) {
                if (records.putIfAbsent(claim.key(), claim) == null) {
                    // Looked at first when the lease ends, so that keys of released claims do not pile up until expiry.
                    expiries.add(claim.key(), claim.endsAt());
                    return Acquired.FRESH;
                }
            } else if (isSameClaim(existing, claim)) {
                if (records.replace(claim.key(), existing, claim)) {
                    return Acquired.FRESH;
                }
            } else if (existing.statusAt(now) != RecordStatus.EXPIRED) {
                return new Refused(existing);
            } else if (records.replace(claim.key(), existing, claim)) {
                return new Acquired(existing);
            }
        }
    }

    @Override
    public Optional<IdempotencyRecord> find(String key) {
        return Optional.ofNullable(records.get(key));
    }

    @Override
    public boolean complete(IdempotencyRecord completed) {
        return replace(completed.key(), existing -> existing.isOwnedBy(completed.owner()), completed);
    }

    @Override
    public boolean renew(IdempotencyRecord claim) {
        return replace(
                claim.key(), existing -> isInProgress(existing, claim.owner()) && endsNoLater(existing, claim), claim);
    }

    @Override
    public boolean release(String key, String owner) {
        return replace(key, existing -> isInProgress(existing, owner), null);
    }

    @Override
    public Stream<IdempotencyRecord> list(RecordStatus status, Instant now) {
        return records.values().stream().filter(record -> record.statusAt(now) == status);
    }

    @Override
    public boolean delete(String key) {
        return records.remove(key) != null;
    }

    /** How many records are held; expired ones count until a later claim drops them. */
    public int size() {
        return records.size();
    }

    /** The records held now, in no particular order. */
    public List<IdempotencyRecord> records() {
        return List.copyOf(records.values());
    }

    /** Forgets everything, claims in progress included. */
    public void clear() {
        records.clear();
        expiries.clear();
    }

    /** Puts {@code next} in place of the record, or removes it for {@code null}, if the record passes the test. */
    private boolean replace(String key, Predicate<IdempotencyRecord> test, @Nullable IdempotencyRecord next) {
        while (true) {
            IdempotencyRecord existing = records.get(key);
            if (existing == null || !test.test(existing)) {
                return false;
            }
            if (next == null ? records.remove(key, existing) : records.replace(key, existing, next)) {
                return true;
            }
        }
    }

    private void dropExpired(Instant now) {
        for (int i = 0; i < EXPIRED_DROPPED_PER_CLAIM; i++) {
            String key = expiries.pollDue(now);
            if (key == null) {
                return;
            }
            IdempotencyRecord kept =
                    records.computeIfPresent(key, (k, existing) -> isExpired(existing, now) ? null : existing);
            if (kept != null) {
                expiries.add(key, kept.expiresAt());
            }
        }
    }

    /** Past its expiry, and not only its lease: until then a late owner may still complete. */
    private static boolean isExpired(IdempotencyRecord existing, Instant now) {
        return now.toEpochMilli() > existing.expiresAt().toEpochMilli();
    }

    private static boolean isSameClaim(IdempotencyRecord existing, IdempotencyRecord claim) {
        return isInProgress(existing, claim.owner()) && endsNoLater(existing, claim);
    }

    private static boolean isInProgress(IdempotencyRecord existing, @Nullable String owner) {
        return existing.status() == RecordStatus.INPROGRESS && existing.isOwnedBy(owner);
    }

    private static boolean endsNoLater(IdempotencyRecord existing, IdempotencyRecord claim) {
        return existing.leaseUntil() != null
                && claim.leaseUntil() != null
                && !existing.leaseUntil().isAfter(claim.leaseUntil());
    }
}
