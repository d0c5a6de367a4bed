package dev.idempotency.testkit;

import static dev.idempotency.testkit.Claims.CLAIM;
import static dev.idempotency.testkit.Claims.COMPLETED;
import static dev.idempotency.testkit.Claims.COMPLETED_AT;
import static dev.idempotency.testkit.Claims.EXPIRES_AT;
import static dev.idempotency.testkit.Claims.KEY;
import static dev.idempotency.testkit.Claims.LEASE_UNTIL;
import static dev.idempotency.testkit.Claims.NOW;
import static dev.idempotency.testkit.Claims.OWNER;
import static dev.idempotency.testkit.Claims.assertGranted;
import static dev.idempotency.testkit.Claims.assertHolds;
import static dev.idempotency.testkit.Claims.claim;
import static dev.idempotency.testkit.Claims.claimed;
import static dev.idempotency.testkit.Claims.completed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.idempotency.persistence.IdempotencyRecord;
import dev.idempotency.persistence.PersistenceStore;
import dev.idempotency.persistence.RecordStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Duty 7: a record is read as it was written, under its own key and no other. */
interface RecordDuties extends StoreUnderTest {

    @Test
    @DisplayName("7: a key that was never claimed has no record")
    default void unknownKeyHasNoRecord() {
        assertEquals(Optional.empty(), store().find(KEY));
    }

    @Test
    @DisplayName("7: a claim is read as it was written")
    default void claimIsReadAsWritten() {
        PersistenceStore store = claimed(store());

        assertHolds(CLAIM, store);
        assertHolds(CLAIM, store);
    }

    @Test
    @DisplayName("7: a claim without a payload hash is read as it was written")
    default void claimWithoutPayloadHashIsReadAsWritten() {
        IdempotencyRecord claim = IdempotencyRecord.inProgress(KEY, OWNER, LEASE_UNTIL, EXPIRES_AT, null);
        PersistenceStore store = store();

        assertGranted(store.acquire(claim, NOW));
        assertHolds(claim, store);
    }

    @Test
    @DisplayName("7, R1: a completed record is read as it was written")
    default void completedRecordIsReadAsWritten() {
        PersistenceStore store = completed(store());

        assertHolds(COMPLETED, store);
        assertHolds(COMPLETED, store);
    }

    @Test
    @DisplayName("7, R1: a completed record has the expiry and the payload hash that it was completed with")
    default void completionSetsExpiryAndPayloadHash() {
        PersistenceStore store = claimed(store());
        IdempotencyRecord completed = new IdempotencyRecord(
                KEY,
                COMPLETED.status(),
                EXPIRES_AT.plusSeconds(86_400),
                LEASE_UNTIL,
                COMPLETED_AT.plusMillis(1),
                OWNER,
                "1",
                null,
                "other hash");

        assertTrue(store.complete(completed));
        assertHolds(completed, store);
    }

    @Test
    @DisplayName("7, R1: a recorded failure is read as it was written")
    default void recordedFailureIsReadAsWritten() {
        PersistenceStore store = claimed(store());
        IdempotencyRecord failed = CLAIM.failed("{\"type\":\"com.acme.PaymentException\"}", COMPLETED_AT, EXPIRES_AT);

        assertTrue(store.complete(failed));
        assertHolds(failed, store);
    }

    @Test
    @DisplayName("7, R1: a completed record has nothing but what it was last completed with")
    default void completionKeepsNothingOfTheRecordBefore() {
        PersistenceStore store = claimed(store());
        IdempotencyRecord everything = completedWith(COMPLETED_AT, "1", "failure", "hash");
        List<IdempotencyRecord> less = List.of(
                completedWith(null, "1", null, null),
                completedWith(null, null, "failure", null),
                completedWith(null, null, null, "hash"),
                completedWith(COMPLETED_AT, null, null, null),
                completedWith(null, null, null, null));

        for (IdempotencyRecord completed : less) {
            assertTrue(store.complete(everything));
            assertHolds(everything, store);
            assertTrue(store.complete(completed));
            assertHolds(completed, store);
        }
    }

    @Test
    @DisplayName("7, R1: no response is not an empty response")
    default void missingResponseIsReadAsMissing() {
        assertResponseIsReadAsWritten(null);
    }

    @Test
    @DisplayName("7, R1: an empty response is not a missing one")
    default void emptyResponseIsReadAsEmpty() {
        assertResponseIsReadAsWritten("");
    }

    @Test
    @DisplayName("7, R1: a response of any characters is read as it was written")
    default void responseOfAnyCharactersIsReadAsWritten() {
        assertResponseIsReadAsWritten(" {\"a\":\"\\u0000 \\\" ' ä ß नि 中文 🚀 \u2028 \ufeff\"}\r\n\t ");
    }

    @Test
    @DisplayName("7, R1: a response of 100 KB is read as it was written")
    default void longResponseIsReadAsWritten() {
        assertResponseIsReadAsWritten("0123456789".repeat(10_240));
    }

    private void assertResponseIsReadAsWritten(@Nullable String response) {
        PersistenceStore store = claimed(store());
        IdempotencyRecord completed = CLAIM.completed(response, COMPLETED_AT, EXPIRES_AT);

        assertTrue(store.complete(completed));
        assertHolds(completed, store);
    }

    private static IdempotencyRecord completedWith(
            @Nullable Instant completedAt,
            @Nullable String response,
            @Nullable String failure,
            @Nullable String payloadHash) {
        return new IdempotencyRecord(
                KEY,
                RecordStatus.COMPLETED,
                EXPIRES_AT,
                LEASE_UNTIL,
                completedAt,
                OWNER,
                response,
                failure,
                payloadHash);
    }

    @Test
    @DisplayName("7, C7: keys that differ in anything have records of their own")
    default void similarKeysHaveRecordsOfTheirOwn() {
        List<String> keys =
                List.of("a.b#1f", "a.b#1F", "a.b#1", "a.b#1f ", " a.b#1f", "a.b", "a%b#1f", "ä.b#1f", "a\u0308.b#1f");
        PersistenceStore store = store();

        for (String key : keys) {
            assertGranted(store.acquire(claim(key, "owner of " + key), NOW));
        }
        for (String key : keys) {
            assertHolds(claim(key, "owner of " + key), store);
        }
    }

    @Test
    @DisplayName("7, C7: an operation inside another one leaves the outer one's record alone")
    default void nestedKeysLeaveEachOtherAlone() {
        PersistenceStore store = claimed(store());
        IdempotencyRecord inner = claim(KEY + "#inner", OWNER);
        IdempotencyRecord released = claim("inner#" + KEY, OWNER);
        assertGranted(store.acquire(inner, NOW));
        assertGranted(store.acquire(released, NOW));

        assertTrue(store.complete(inner.completed("inner", COMPLETED_AT, EXPIRES_AT)));
        assertTrue(store.release(released.key(), OWNER));

        assertHolds(CLAIM, store);
        assertHolds(inner.completed("inner", COMPLETED_AT, EXPIRES_AT), store);
        assertEquals(Optional.empty(), store.find(released.key()));
    }
}
