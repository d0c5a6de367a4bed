package dev.idempotency.testkit;

import static dev.idempotency.testkit.Claims.AFTER_EXPIRY;
import static dev.idempotency.testkit.Claims.AFTER_LEASE;
import static dev.idempotency.testkit.Claims.CLAIM;
import static dev.idempotency.testkit.Claims.COMPLETED;
import static dev.idempotency.testkit.Claims.KEY;
import static dev.idempotency.testkit.Claims.NOW;
import static dev.idempotency.testkit.Claims.OWNER;
import static dev.idempotency.testkit.Claims.RIVAL_CLAIM;
import static dev.idempotency.testkit.Claims.assertGranted;
import static dev.idempotency.testkit.Claims.claim;
import static dev.idempotency.testkit.Claims.claimed;
import static dev.idempotency.testkit.Claims.completed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.idempotency.persistence.IdempotencyRecord;
import dev.idempotency.persistence.PersistenceStore;
import dev.idempotency.persistence.RecordInventory;
import dev.idempotency.persistence.RecordStatus;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The contract of {@link RecordInventory} as tests, for stores that offer it: to be extended like
 * {@link PersistenceStoreContract}.
 *
 * @param <S> a store that is an inventory
 */
public abstract class RecordInventoryContract<S extends PersistenceStore & RecordInventory> {

    /**
     * Makes the store for one test.
     *
     * @return a store that holds no record
     */
    protected abstract S newStore();

    @Test
    final void emptyStoreListsNothing() {
        S store = newStore();

        for (RecordStatus status : RecordStatus.values()) {
            assertEquals(Set.of(), listed(store, status, NOW));
        }
    }

    @Test
    final void recordIsListedUnderTheStatusThatItHasAtTheTime() {
        S store = newStore();
        IdempotencyRecord other = claim("orders.refund#1", OWNER);
        completed(store);
        assertGranted(store.acquire(other, NOW));

        assertEquals(Set.of(other), listed(store, RecordStatus.INPROGRESS, NOW));
        assertEquals(Set.of(COMPLETED), listed(store, RecordStatus.COMPLETED, NOW));
        assertEquals(Set.of(), listed(store, RecordStatus.EXPIRED, NOW));
        assertEquals(Set.of(other), listed(store, RecordStatus.EXPIRED, AFTER_LEASE));
        assertEquals(Set.of(other, COMPLETED), listed(store, RecordStatus.EXPIRED, AFTER_EXPIRY));
    }

    @Test
    final void everyRecordOfManyIsListed() {
        S store = newStore();
        Set<IdempotencyRecord> all = new HashSet<>();
        String response = "\"" + "x".repeat(50_000) + "\"";
        for (int i = 0; i < 50; i++) {
            IdempotencyRecord claim = claim("orders.charge#" + i, OWNER);
            assertGranted(store.acquire(claim, NOW));
            IdempotencyRecord completed = claim.completed(response, NOW, claim.expiresAt());
            assertTrue(store.complete(completed));
            all.add(completed);
        }

        assertEquals(all, listed(store, RecordStatus.COMPLETED, NOW));
    }

    @Test
    final void deletedRecordIsGoneAndItsKeyIsFree() {
        S store = newStore();
        completed(store);

        assertTrue(store.delete(KEY));
        assertEquals(Optional.empty(), store.find(KEY));
        assertGranted(store.acquire(RIVAL_CLAIM, NOW));
        assertEquals(Set.of(RIVAL_CLAIM), listed(store, RecordStatus.INPROGRESS, NOW));
    }

    @Test
    final void ownerOfADeletedClaimOwnsNothing() {
        S store = newStore();
        claimed(store);

        assertTrue(store.delete(KEY));
        assertFalse(store.complete(COMPLETED));
        assertFalse(store.renew(CLAIM));
        assertEquals(Optional.empty(), store.find(KEY));
    }

    @Test
    final void keyWithoutRecordIsNotDeleted() {
        S store = newStore();
        completed(store);

        for (String key : List.of("orders.charge#0", KEY + "0")) {
            assertFalse(store.delete(key));
        }
        assertEquals(Set.of(COMPLETED), listed(store, RecordStatus.COMPLETED, NOW));
    }

    private static Set<IdempotencyRecord> listed(RecordInventory store, RecordStatus status, Instant now) {
        try (Stream<IdempotencyRecord> records = store.list(status, now)) {
            return records.collect(Collectors.toSet());
        }
    }
}
