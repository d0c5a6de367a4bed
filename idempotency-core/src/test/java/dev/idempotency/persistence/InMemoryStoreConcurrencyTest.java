package dev.idempotency.persistence;

import static dev.idempotency.persistence.Records.at;
import static dev.idempotency.persistence.Records.claim;
import static dev.idempotency.persistence.Records.completed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.idempotency.persistence.Acquisition.Acquired;
import dev.idempotency.persistence.Acquisition.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class InMemoryStoreConcurrencyTest {

    private static final int THREADS = 4;
    private static final int ROUNDS = 100;
    private static final int KEYS = 200;

    private final InMemoryPersistenceStore store = new InMemoryPersistenceStore();
    private final Crowd crowd = new Crowd(THREADS);

    @AfterEach
    void dismissCrowd() {
        crowd.close();
    }

    @Test
    @Tag("C1")
    void oneOfManyClaimsOfAFreshKeyIsGranted() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            competeFor("key " + round + " ", 0);
        }
        assertThat(store.size()).isEqualTo(ROUNDS * KEYS);
    }

    @Test
    @Tag("C1")
    void oneOfManyClaimsOfAKeyWhoseLeaseIsOverIsGranted() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            competeFor("key ", 2.0 * round);
        }
        assertThat(store.size()).isEqualTo(KEYS);
    }

    /** The claims also drop the records that they compete for. */
    @Test
    @Tag("C1")
    void oneOfManyClaimsOfAnExpiredKeyIsGranted() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            competeFor("key ", 7200.0 * round);
        }
        assertThat(store.size()).isEqualTo(KEYS);
    }

    @Test
    @Tag("C3")
    void ownerEitherCompletesInTimeOrIsReplaced() throws Exception {
        duels(owner -> store.complete(completed(owner, 3600)), owner -> new Refused(completed(owner, 3600)));
    }

    @Test
    @Tag("C3")
    void ownerEitherRenewsInTimeOrIsReplaced() throws Exception {
        duels(
                owner -> store.renew(owner.renewed(at(10), at(3600))),
                owner -> new Refused(owner.renewed(at(10), at(3600))));
    }

    @Test
    @Tag("C3")
    void ownerEitherReleasesInTimeOrIsReplaced() throws Exception {
        duels(owner -> store.release(owner.key(), String.valueOf(owner.owner())), owner -> new Acquired(null));
    }

    /** All threads claim the same keys in the same order: each key is granted to one of them. */
    private void competeFor(String prefix, double now) throws Exception {
        List<Callable<List<Acquisition>>> claimants = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            List<IdempotencyRecord> claims = claims(prefix, now + 1, now + 3600);
            claimants.add(() ->
                    claims.stream().map(claim -> store.acquire(claim, at(now))).toList());
        }

        List<List<Acquisition>> answers = crowd.together(claimants);

        for (int key = 0; key < KEYS; key++) {
            Acquisition refused = new Refused(store.find(prefix + key).orElseThrow());
            int granted = 0;
            for (List<Acquisition> ofThread : answers) {
                granted += ofThread.get(key).equals(refused) ? 0 : 1;
            }
            assertThat(granted).as("grants of %s%d", prefix, key).isEqualTo(1);
        }
    }

    /** The owner's step against a takeover: it takes effect before the takeover, or not at all. */
    private void duels(Predicate<IdempotencyRecord> step, Function<IdempotencyRecord, Acquisition> afterTheStep)
            throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            List<IdempotencyRecord> owners = claims("key " + round + " ", 1, 3600);
            List<IdempotencyRecord> successors = claims("key " + round + " ", 100, 3600);
            owners.forEach(owner -> store.acquire(owner, at(0)));

            List<List<Object>> outcomes = crowd.together(List.<Callable<List<Object>>>of(
                    () -> owners.stream().<Object>map(step::test).toList(), () -> successors.stream()
                            .<Object>map(next -> store.acquire(next, at(2)))
                            .toList()));

            for (int i = 0; i < KEYS; i++) {
                IdempotencyRecord owner = owners.get(i);
                List<Object> outcome =
                        List.of(outcomes.get(0).get(i), outcomes.get(1).get(i));
                assertThat(outcome).isIn(List.of(true, afterTheStep.apply(owner)), List.of(false, new Acquired(owner)));
                if (outcome.get(1) instanceof Acquired) {
                    assertThat(store.find(owner.key())).contains(successors.get(i));
                }
            }
        }
    }

    private static List<IdempotencyRecord> claims(String prefix, double lease, double expiry) {
        return IntStream.range(0, KEYS)
                .mapToObj(k -> claim(prefix + k, lease, expiry))
                .toList();
    }
}
