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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class InMemoryStoreConcurrencyTest {

    private static final int THREADS = 4;
    private static final int ROUNDS = 3_000;

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
            competeFor("key " + round, 0);
        }
        assertThat(store.size()).isEqualTo(ROUNDS);
    }

    @Test
    @Tag("C1")
    void oneOfManyClaimsOfAKeyWhoseLeaseIsOverIsGranted() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            competeFor("key", 2.0 * round);
        }
        assertThat(store.size()).isEqualTo(1);
    }

    /** Each of the claims also drops the record that they compete for. */
    @Test
    @Tag("C1")
    void oneOfManyClaimsOfAnExpiredKeyIsGranted() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            competeFor("key", 7200.0 * round);
        }
        assertThat(store.size()).isEqualTo(1);
    }

    @Test
    @Tag("C3")
    void ownerEitherCompletesInTimeOrIsReplaced() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            IdempotencyRecord owner = claim("key " + round, 1, 3600);
            IdempotencyRecord done = completed(owner, 3600);
            store.acquire(owner, at(0));

            duel(() -> store.complete(done), owner, new Refused(done));
        }
    }

    @Test
    @Tag("C3")
    void ownerEitherRenewsInTimeOrIsReplaced() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            IdempotencyRecord owner = claim("key " + round, 1, 3600);
            IdempotencyRecord renewed = owner.renewed(at(10), at(3600));
            store.acquire(owner, at(0));

            duel(() -> store.renew(renewed), owner, new Refused(renewed));
        }
    }

    @Test
    @Tag("C3")
    void ownerEitherReleasesInTimeOrIsReplaced() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            IdempotencyRecord owner = claim("key " + round, 1, 3600);
            store.acquire(owner, at(0));

            duel(() -> store.release(owner.key(), String.valueOf(owner.owner())), owner, new Acquired(null));
        }
    }

    /** The owner's step against a takeover: it takes effect before the takeover, or not at all. */
    private void duel(Callable<Boolean> step, IdempotencyRecord owner, Acquisition afterTheStep) throws Exception {
        IdempotencyRecord next = claim(owner.key(), 100, 3600);

        List<Object> outcome = crowd.together(List.<Callable<Object>>of(step::call, () -> store.acquire(next, at(2))));

        assertThat(outcome).isIn(List.of(true, afterTheStep), List.of(false, new Acquired(owner)));
        if (outcome.get(1) instanceof Acquired) {
            assertThat(store.find(owner.key())).contains(next);
        }
    }

    private void competeFor(String key, double now) throws Exception {
        List<Callable<Acquisition>> claims = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            IdempotencyRecord claim = claim(key, now + 1, now + 3600);
            claims.add(() -> store.acquire(claim, at(now)));
        }

        List<Acquisition> answers = crowd.together(claims);

        IdempotencyRecord winner = store.find(key).orElseThrow();
        assertThat(answers).filteredOn(Acquired.class::isInstance).hasSize(1);
        assertThat(answers)
                .filteredOn(Refused.class::isInstance)
                .hasSize(THREADS - 1)
                .containsOnly(new Refused(winner));
    }
}
