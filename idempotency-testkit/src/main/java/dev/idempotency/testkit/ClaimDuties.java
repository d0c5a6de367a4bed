package dev.idempotency.testkit;

import static dev.idempotency.testkit.Claims.AFTER_EXPIRY;
import static dev.idempotency.testkit.Claims.AFTER_LEASE;
import static dev.idempotency.testkit.Claims.CLAIM;
import static dev.idempotency.testkit.Claims.COMPLETED;
import static dev.idempotency.testkit.Claims.EXPIRES_AT;
import static dev.idempotency.testkit.Claims.KEY;
import static dev.idempotency.testkit.Claims.LEASE_UNTIL;
import static dev.idempotency.testkit.Claims.NOW;
import static dev.idempotency.testkit.Claims.OWNER;
import static dev.idempotency.testkit.Claims.REST_OF_MILLISECOND;
import static dev.idempotency.testkit.Claims.RIVAL_CLAIM;
import static dev.idempotency.testkit.Claims.TAKEOVER;
import static dev.idempotency.testkit.Claims.assertGranted;
import static dev.idempotency.testkit.Claims.assertGrantedInPlaceOf;
import static dev.idempotency.testkit.Claims.assertHolds;
import static dev.idempotency.testkit.Claims.assertRefused;
import static dev.idempotency.testkit.Claims.claimed;
import static dev.idempotency.testkit.Claims.completed;
import static dev.idempotency.testkit.Claims.takenOver;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.idempotency.persistence.IdempotencyRecord;
import dev.idempotency.persistence.PersistenceStore;
import dev.idempotency.persistence.RecordStatus;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Duties 1, 3 and 6: who is granted a key, and when. */
interface ClaimDuties extends StoreUnderTest {

    @Test
    @DisplayName("1, C1: a key without a record is granted")
    default void keyWithoutRecordIsGranted() {
        assertNull(assertGranted(store().acquire(CLAIM, NOW)).replaced());
    }

    @Test
    @DisplayName("1, C1: a claim in progress refuses another owner and is returned")
    default void claimInProgressRefusesAnotherOwner() {
        PersistenceStore store = claimed(store());

        assertRefused(CLAIM, store.acquire(RIVAL_CLAIM, NOW));
    }

    @Test
    @DisplayName("1, C1: a refused claim changes nothing")
    default void refusedClaimChangesNothing() {
        PersistenceStore store = claimed(store());

        store.acquire(TAKEOVER, NOW);

        assertHolds(CLAIM, store);
    }

    @Test
    @DisplayName("1, R1: a completed record refuses a claim and is returned with its response")
    default void completedRecordRefusesAndIsReturned() {
        PersistenceStore store = completed(store());

        assertRefused(COMPLETED, store.acquire(RIVAL_CLAIM, NOW));
    }

    @Test
    @DisplayName("1, C1: a claim holds through the whole millisecond in which its lease ends")
    default void claimHoldsThroughTheLastMillisecondOfItsLease() {
        PersistenceStore store = claimed(store());

        assertRefused(CLAIM, store.acquire(TAKEOVER, LEASE_UNTIL.plus(REST_OF_MILLISECOND)));
        assertRefused(CLAIM, store.acquire(TAKEOVER, LEASE_UNTIL));
        assertRefused(CLAIM, store.acquire(TAKEOVER, LEASE_UNTIL.minusMillis(1)));
    }

    @Test
    @DisplayName("1, C4: a claim can be taken over one millisecond after its lease")
    default void claimIsTakenOverOneMillisecondAfterItsLease() {
        PersistenceStore store = claimed(store());

        assertGrantedInPlaceOf(CLAIM, store.acquire(TAKEOVER, AFTER_LEASE));
        assertHolds(TAKEOVER, store);
    }

    @Test
    @DisplayName("1, C1: the end of the lease means nothing to a completed record")
    default void completedRecordOutlivesItsLease() {
        PersistenceStore store = completed(store());

        assertRefused(COMPLETED, store.acquire(TAKEOVER, AFTER_LEASE));
    }

    @Test
    @DisplayName("3, C2: a claim that is repeated by its owner is granted")
    default void repeatedClaimRecognisesItself() {
        PersistenceStore store = claimed(store());

        assertNull(assertGranted(store.acquire(CLAIM, NOW)).replaced());
        assertHolds(CLAIM, store);
    }

    @Test
    @DisplayName("3, C2: an owner's claim with a later lease is granted and moves the lease")
    default void ownClaimWithALaterLeaseIsGranted() {
        PersistenceStore store = claimed(store());
        IdempotencyRecord later = CLAIM.renewed(LEASE_UNTIL.plusMillis(1), EXPIRES_AT);

        assertGranted(store.acquire(later, NOW));
        assertHolds(later, store);
    }

    @Test
    @DisplayName("3, C2: a claim that arrives again after a renewal is refused")
    default void claimRepeatedAfterRenewalIsRefused() {
        PersistenceStore store = claimed(store());
        IdempotencyRecord renewed = CLAIM.renewed(LEASE_UNTIL.plusMillis(1), EXPIRES_AT);
        assertTrue(store.renew(renewed));

        assertRefused(renewed, store.acquire(CLAIM, NOW));
        assertHolds(renewed, store);
    }

    @Test
    @DisplayName("3, C2: a claim that arrives again after its completion is refused")
    default void claimRepeatedAfterCompletionIsRefused() {
        PersistenceStore store = completed(store());

        assertRefused(COMPLETED, store.acquire(CLAIM, NOW));
        assertHolds(COMPLETED, store);
    }

    @Test
    @DisplayName("3, C2: a claim that arrives again after a takeover is refused")
    default void claimRepeatedAfterTakeoverIsRefused() {
        PersistenceStore store = takenOver(store());

        assertRefused(TAKEOVER, store.acquire(CLAIM, AFTER_LEASE));
        assertHolds(TAKEOVER, store);
    }

    @Test
    @DisplayName("6, F5: a completed record holds through the whole millisecond in which it expires")
    default void completedRecordHoldsThroughItsLastMillisecond() {
        PersistenceStore store = completed(store());

        assertRefused(COMPLETED, store.acquire(TAKEOVER, EXPIRES_AT.plus(REST_OF_MILLISECOND)));
        assertRefused(COMPLETED, store.acquire(TAKEOVER, EXPIRES_AT));
        assertRefused(COMPLETED, store.acquire(TAKEOVER, EXPIRES_AT.minusMillis(1)));
    }

    @Test
    @DisplayName("6, F5: a completed record can be claimed one millisecond after its expiry, though it is still there")
    default void completedRecordIsClaimedOneMillisecondAfterItsExpiry() {
        PersistenceStore store = completed(store());

        assertGrantedInPlaceOf(COMPLETED, store.acquire(TAKEOVER, AFTER_EXPIRY));
        assertHolds(TAKEOVER, store);
    }

    @Test
    @DisplayName("6, F5: a claim without a lease holds until it expires")
    default void claimWithoutLeaseHoldsUntilItExpires() {
        IdempotencyRecord leaseless =
                new IdempotencyRecord(KEY, RecordStatus.INPROGRESS, EXPIRES_AT, null, null, OWNER, null, null, null);
        PersistenceStore store = store();
        assertGranted(store.acquire(leaseless, NOW));

        assertRefused(leaseless, store.acquire(TAKEOVER, AFTER_LEASE));
        assertRefused(leaseless, store.acquire(TAKEOVER, EXPIRES_AT.plus(REST_OF_MILLISECOND)));
        assertGrantedInPlaceOf(leaseless, store.acquire(TAKEOVER, AFTER_EXPIRY));
    }

    @Test
    @DisplayName("6, F5: a claim that expires before its lease ends can be claimed from then on")
    default void claimEndsWithItsExpiryWhereThatIsEarlier() {
        IdempotencyRecord brief = new IdempotencyRecord(
                KEY, RecordStatus.INPROGRESS, EXPIRES_AT, AFTER_EXPIRY.plusSeconds(60), null, OWNER, null, null, null);
        PersistenceStore store = store();
        assertGranted(store.acquire(brief, NOW));

        assertRefused(brief, store.acquire(TAKEOVER, EXPIRES_AT.plus(REST_OF_MILLISECOND)));
        assertGrantedInPlaceOf(brief, store.acquire(TAKEOVER, AFTER_EXPIRY));
    }
}
