package dev.idempotency.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.idempotency.persistence.Acquisition;
import dev.idempotency.persistence.Acquisition.Acquired;
import dev.idempotency.persistence.Acquisition.Refused;
import dev.idempotency.persistence.IdempotencyRecord;
import dev.idempotency.persistence.PersistenceStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The cast of the contract: a key, its first owner, a rival, and the times that matter to them. */
final class Claims {

    static final Instant NOW = Instant.parse("2100-01-01T12:00:00.250Z");

    /** Last instant of the first owner's lease: not a whole second. */
    static final Instant LEASE_UNTIL = NOW.plusSeconds(60);

    /** When the first owner is done: not a whole second. */
    static final Instant COMPLETED_AT = NOW.plusMillis(1_234);

    static final Instant AFTER_LEASE = LEASE_UNTIL.plusMillis(1);

    /** Last instant of the first owner's record: a whole second, as all expiries are. */
    static final Instant EXPIRES_AT = Instant.parse("2100-01-01T13:00:00Z");

    static final Instant AFTER_EXPIRY = EXPIRES_AT.plusMillis(1);

    /** What a time may have beyond its millisecond without being any later. */
    static final Duration REST_OF_MILLISECOND = Duration.ofNanos(999_999);

    static final String KEY = "orders.charge#4f1c";
    static final String OWNER = "first-owner";
    static final String RIVAL = "rival";

    static final IdempotencyRecord CLAIM = claim(KEY, OWNER);

    /** The first owner's claim, renewed past the expiry that it had. */
    static final IdempotencyRecord RENEWED = CLAIM.renewed(AFTER_EXPIRY.plusMillis(7), AFTER_EXPIRY.plusSeconds(60));

    /** A claim of the first owner whose lease is over by any clock, while its record still counts. */
    static final IdempotencyRecord LATE = CLAIM.renewed(Instant.parse("2001-01-01T00:00:00Z"), EXPIRES_AT);

    /** What the first owner makes of its claim. */
    static final IdempotencyRecord COMPLETED = CLAIM.completed("{\"receipt\":17}", COMPLETED_AT, EXPIRES_AT);

    /** The rival's claim at the same time. */
    static final IdempotencyRecord RIVAL_CLAIM = claim(KEY, RIVAL);

    /** The rival's claim once the first owner's record has run out in whatever way. */
    static final IdempotencyRecord TAKEOVER = IdempotencyRecord.inProgress(
            KEY, RIVAL, AFTER_EXPIRY.plusSeconds(60), AFTER_EXPIRY.plusSeconds(3600), "hash");

    private Claims() {}

    static IdempotencyRecord claim(String key, String owner) {
        return IdempotencyRecord.inProgress(key, owner, LEASE_UNTIL, EXPIRES_AT, "hash");
    }

    /** The store, in which the first owner now holds the key. */
    static PersistenceStore claimed(PersistenceStore store) {
        assertGranted(store.acquire(CLAIM, NOW));
        return store;
    }

    /** The store, in which the first owner's operation has returned. */
    static PersistenceStore completed(PersistenceStore store) {
        assertTrue(claimed(store).complete(COMPLETED));
        return store;
    }

    /** The store, in which the rival has taken the key over from the first owner, whose lease was over. */
    static PersistenceStore takenOver(PersistenceStore store) {
        assertGranted(claimed(store).acquire(TAKEOVER, AFTER_LEASE));
        return store;
    }

    static Acquired assertGranted(Acquisition acquisition) {
        return assertInstanceOf(Acquired.class, acquisition);
    }

    /** Granted in place of an expired record, which is told if the store can tell. */
    static void assertGrantedInPlaceOf(IdempotencyRecord expired, Acquisition acquisition) {
        Acquired acquired = assertGranted(acquisition);
        if (acquired.replaced() != null) {
            assertEquals(expired, acquired.replaced());
        }
    }

    static void assertRefused(IdempotencyRecord existing, Acquisition acquisition) {
        assertEquals(existing, assertInstanceOf(Refused.class, acquisition).existing());
    }

    static void assertHolds(IdempotencyRecord record, PersistenceStore store) {
        assertEquals(Optional.of(record), store.find(record.key()));
    }
}
