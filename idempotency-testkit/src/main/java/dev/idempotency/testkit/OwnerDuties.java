package dev.idempotency.testkit;

import static dev.idempotency.testkit.Claims.AFTER_EXPIRY;
import static dev.idempotency.testkit.Claims.AFTER_LEASE;
import static dev.idempotency.testkit.Claims.CLAIM;
import static dev.idempotency.testkit.Claims.COMPLETED;
import static dev.idempotency.testkit.Claims.COMPLETED_AT;
import static dev.idempotency.testkit.Claims.EXPIRES_AT;
import static dev.idempotency.testkit.Claims.KEY;
import static dev.idempotency.testkit.Claims.LATE;
import static dev.idempotency.testkit.Claims.LEASE_UNTIL;
import static dev.idempotency.testkit.Claims.NOW;
import static dev.idempotency.testkit.Claims.OWNER;
import static dev.idempotency.testkit.Claims.RENEWED;
import static dev.idempotency.testkit.Claims.RIVAL_CLAIM;
import static dev.idempotency.testkit.Claims.TAKEOVER;
import static dev.idempotency.testkit.Claims.assertGranted;
import static dev.idempotency.testkit.Claims.assertHolds;
import static dev.idempotency.testkit.Claims.assertRefused;
import static dev.idempotency.testkit.Claims.claimed;
import static dev.idempotency.testkit.Claims.completed;
import static dev.idempotency.testkit.Claims.takenOver;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.idempotency.persistence.IdempotencyRecord;
import dev.idempotency.persistence.PersistenceStore;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Duties 4 and 5: what an owner can do with its claim, and nobody else. */
interface OwnerDuties extends StoreUnderTest {

    @Test
    @DisplayName("4, C3: after a takeover the former owner completes nothing")
    default void formerOwnerCompletesNothing() {
        PersistenceStore store = takenOver(store());

        assertFalse(store.complete(COMPLETED));
        assertHolds(TAKEOVER, store);
    }

    @Test
    @DisplayName("4, C3: after a takeover the former owner renews nothing")
    default void formerOwnerRenewsNothing() {
        PersistenceStore store = takenOver(store());

        assertFalse(store.renew(CLAIM.renewed(TAKEOVER.expiresAt(), TAKEOVER.expiresAt())));
        assertHolds(TAKEOVER, store);
    }

    @Test
    @DisplayName("4, C3: after a takeover the former owner releases nothing")
    default void formerOwnerReleasesNothing() {
        PersistenceStore store = takenOver(store());

        assertFalse(store.release(KEY, OWNER));
        assertHolds(TAKEOVER, store);
    }

    @Test
    @DisplayName("4, C3: what the new owner completed is not overwritten by the former one")
    default void formerOwnerDoesNotOverwriteACompletion() {
        PersistenceStore store = takenOver(store());
        IdempotencyRecord completed = TAKEOVER.completed("{\"receipt\":18}", COMPLETED_AT, TAKEOVER.expiresAt());
        assertTrue(store.complete(completed));

        assertFalse(store.complete(COMPLETED));
        assertHolds(completed, store);
    }

    @Test
    @DisplayName("4, C3: a key without a record has no owner")
    default void keyWithoutRecordHasNoOwner() {
        PersistenceStore store = store();

        assertFalse(store.complete(COMPLETED));
        assertFalse(store.renew(RENEWED));
        assertFalse(store.release(KEY, OWNER));
        assertEquals(Optional.empty(), store.find(KEY));
    }

    @Test
    @DisplayName("4, C3: an owner that released its claim completes nothing")
    default void formerOwnerCompletesNothingAfterItsRelease() {
        PersistenceStore store = claimed(store());
        assertTrue(store.release(KEY, OWNER));

        assertFalse(store.complete(COMPLETED));
        assertEquals(Optional.empty(), store.find(KEY));
    }

    @Test
    @DisplayName("4, C3: an owner whose lease is over and was not taken over may complete")
    default void lateOwnerMayComplete() {
        PersistenceStore store = store();
        assertGranted(store.acquire(LATE, NOW));

        IdempotencyRecord completed = LATE.completed("{\"receipt\":17}", COMPLETED_AT, EXPIRES_AT);

        assertTrue(store.complete(completed));
        assertHolds(completed, store);
    }

    @Test
    @DisplayName("4, C3: an owner whose lease is over and was not taken over may renew")
    default void lateOwnerMayRenew() {
        PersistenceStore store = store();
        assertGranted(store.acquire(LATE, NOW));

        assertTrue(store.renew(CLAIM));
        assertHolds(CLAIM, store);
    }

    @Test
    @DisplayName("4, C3: an owner whose lease is over and was not taken over may release")
    default void lateOwnerMayRelease() {
        PersistenceStore store = store();
        assertGranted(store.acquire(LATE, NOW));

        assertTrue(store.release(KEY, OWNER));
        assertEquals(Optional.empty(), store.find(KEY));
    }

    @Test
    @DisplayName("5, C2: a completion may be repeated")
    default void completionMayBeRepeated() {
        PersistenceStore store = completed(store());

        assertTrue(store.complete(COMPLETED));
        assertHolds(COMPLETED, store);
    }

    @Test
    @DisplayName("5, C4: a renewal moves the lease and the expiry, and nothing else")
    default void renewalMovesLeaseAndExpiry() {
        PersistenceStore store = claimed(store());

        assertTrue(store.renew(RENEWED));
        assertHolds(RENEWED, store);
    }

    @Test
    @DisplayName("5, C4: a renewed claim holds until its new lease ends")
    default void renewedClaimHoldsUntilItsNewLeaseEnds() {
        PersistenceStore store = claimed(store());
        assertTrue(store.renew(RENEWED));

        assertRefused(RENEWED, store.acquire(TAKEOVER, AFTER_LEASE));
        assertRefused(RENEWED, store.acquire(TAKEOVER, AFTER_EXPIRY));
        assertGranted(store.acquire(TAKEOVER, AFTER_EXPIRY.plusMillis(8)));
    }

    @Test
    @DisplayName("5, C2: a renewal may be repeated")
    default void renewalMayBeRepeated() {
        PersistenceStore store = claimed(store());
        assertTrue(store.renew(RENEWED));

        assertTrue(store.renew(RENEWED));
        assertHolds(RENEWED, store);
    }

    @Test
    @DisplayName("5, C4: a renewal that arrives late does not move the lease back")
    default void renewalNeverMovesTheLeaseBack() {
        PersistenceStore store = claimed(store());
        assertTrue(store.renew(RENEWED));

        assertFalse(store.renew(CLAIM.renewed(LEASE_UNTIL.plusSeconds(1), EXPIRES_AT)));
        assertHolds(RENEWED, store);
    }

    @Test
    @DisplayName("5, C3: a completed record is not renewed")
    default void completedRecordIsNotRenewed() {
        PersistenceStore store = completed(store());

        assertFalse(store.renew(RENEWED));
        assertHolds(COMPLETED, store);
    }

    @Test
    @DisplayName("5, C3: a completed record is not released")
    default void completedRecordIsNotReleased() {
        PersistenceStore store = completed(store());

        assertFalse(store.release(KEY, OWNER));
        assertHolds(COMPLETED, store);
    }

    @Test
    @DisplayName("5, C5: a released key can be claimed at once")
    default void releasedKeyIsFree() {
        PersistenceStore store = claimed(store());

        assertTrue(store.release(KEY, OWNER));
        assertEquals(Optional.empty(), store.find(KEY));
        assertNull(assertGranted(store.acquire(RIVAL_CLAIM, NOW)).replaced());
    }

    @Test
    @DisplayName("5, C3: a claim is released once")
    default void claimIsReleasedOnce() {
        PersistenceStore store = claimed(store());

        assertTrue(store.release(KEY, OWNER));
        assertFalse(store.release(KEY, OWNER));
    }
}
