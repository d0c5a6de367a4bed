package dev.idempotency.testkit;

import static dev.idempotency.testkit.Claims.AFTER_EXPIRY;
import static dev.idempotency.testkit.Claims.AFTER_LEASE;
import static dev.idempotency.testkit.Claims.COMPLETED_AT;
import static dev.idempotency.testkit.Claims.EXPIRES_AT;
import static dev.idempotency.testkit.Claims.NOW;
import static dev.idempotency.testkit.Claims.OWNER;
import static dev.idempotency.testkit.Claims.assertGranted;
import static dev.idempotency.testkit.Claims.assertHolds;
import static dev.idempotency.testkit.Claims.assertRefused;
import static dev.idempotency.testkit.Claims.claim;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.idempotency.persistence.Acquisition;
import dev.idempotency.persistence.Acquisition.Acquired;
import dev.idempotency.persistence.IdempotencyRecord;
import dev.idempotency.persistence.PersistenceStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Duty 2: of any number of competing claims one is granted. */
interface RaceDuties extends StoreUnderTest {

    @Test
    @DisplayName("2, C1: of claims that compete for a free key exactly one is granted")
    default void ofCompetingClaimsOneIsGranted() throws Exception {
        for (int round = 0; round < Race.ROUNDS; round++) {
            assertOneIsGranted(rivals("race.free#" + round), NOW);
        }
    }

    @Test
    @DisplayName("2, C1: of claims that compete for a key whose lease is over exactly one is granted")
    default void ofCompetingTakeoversOneIsGranted() throws Exception {
        for (int round = 0; round < Race.ROUNDS; round++) {
            String key = "race.takeover#" + round;
            assertGranted(store().acquire(claim(key, OWNER), NOW));

            assertOneIsGranted(rivals(key), AFTER_LEASE);
        }
    }

    @Test
    @DisplayName("2, C3: a late completion and a takeover exclude each other")
    default void lateCompletionAndTakeoverExcludeEachOther() throws Exception {
        for (int round = 0; round < Race.ROUNDS; round++) {
            PersistenceStore store = store();
            IdempotencyRecord late = claim("race.completion#" + round, OWNER);
            assertGranted(store.acquire(late, NOW));

            List<Callable<String>> calls = new ArrayList<>();
            for (IdempotencyRecord rival : rivals(late.key())) {
                calls.add(() -> store.acquire(rival, AFTER_LEASE) instanceof Acquired ? "takeover" : "");
                calls.add(() -> store.complete(late.completed("1", COMPLETED_AT, EXPIRES_AT)) ? "completion" : "");
            }
            Set<String> effects = new HashSet<>(Race.run(calls));

            effects.remove("");
            assertEquals(1, effects.size(), effects::toString);
        }
    }

    private void assertOneIsGranted(List<IdempotencyRecord> claims, Instant now) throws Exception {
        PersistenceStore store = store();
        List<Callable<Acquisition>> calls = new ArrayList<>();
        for (IdempotencyRecord claim : claims) {
            calls.add(() -> store.acquire(claim, now));
        }
        List<Acquisition> answers = Race.run(calls);

        List<IdempotencyRecord> granted = IntStream.range(0, claims.size())
                .filter(i -> answers.get(i) instanceof Acquired)
                .mapToObj(claims::get)
                .toList();
        assertEquals(1, granted.size(), () -> "granted: " + granted);
        IdempotencyRecord owner = granted.get(0);
        answers.stream()
                .filter(Acquisition.Refused.class::isInstance)
                .forEach(refused -> assertRefused(owner, refused));
        assertHolds(owner, store);
    }

    private static List<IdempotencyRecord> rivals(String key) {
        return IntStream.range(0, Race.RIVALS)
                .mapToObj(i -> IdempotencyRecord.inProgress(
                        key, "rival " + i, AFTER_EXPIRY.plusSeconds(60), AFTER_EXPIRY.plusSeconds(3600), null))
                .toList();
    }
}
