package dev.idempotency.persistence;

import static dev.idempotency.persistence.Records.NOW;
import static dev.idempotency.persistence.Records.at;
import static dev.idempotency.persistence.Records.claim;
import static dev.idempotency.persistence.Records.completed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.idempotency.persistence.Acquisition.Acquired;
import dev.idempotency.persistence.Acquisition.Refused;
import dev.idempotency.persistence.ScriptedStore.Step;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("R5")
class CachingPersistenceStoreTest {

    private final InMemoryPersistenceStore memory = new InMemoryPersistenceStore();
    private final ScriptedStore store = new ScriptedStore(memory);
    private final CachingPersistenceStore cache = new CachingPersistenceStore(store, 10);

    private final IdempotencyRecord owner = claim("k", 60, 3600);
    private final IdempotencyRecord done = completed(owner, 100);

    @Test
    void duplicatesOfWhatWasCompletedHereAskTheStoreNothing() {
        cache.acquire(owner, NOW);
        cache.complete(done);
        int steps = store.steps();

        assertThat(cache.acquire(claim("k"), NOW)).isEqualTo(new Refused(done));
        assertThat(cache.acquire(claim("k"), at(100))).isEqualTo(new Refused(done));
        assertThat(store.steps()).isEqualTo(steps);
    }

    @Test
    void duplicatesOfWhatWasCompletedElsewhereAskTheStoreOnce() {
        memory.acquire(owner, NOW);
        memory.complete(done);

        for (int i = 0; i < 5; i++) {
            assertThat(cache.acquire(claim("k"), at(i))).isEqualTo(new Refused(done));
        }
        assertThat(store.count(Step.ACQUIRE)).isEqualTo(1);
    }

    @Test
    void expiredRecordIsNotServed() {
        IdempotencyRecord next = claim("k", 200, 3600);
        cache.acquire(owner, NOW);
        cache.complete(done);

        assertThat(cache.acquire(next, at(100.001))).isInstanceOf(Acquired.class);
        assertThat(memory.find("k")).contains(next);
        assertThat(cache.acquire(claim("k"), at(101))).isEqualTo(new Refused(next));
    }

    @Test
    void claimInProgressIsNotCached() {
        cache.acquire(owner, NOW);
        assertThat(cache.acquire(claim("k"), at(1))).isEqualTo(new Refused(owner));
        assertThat(cache.acquire(claim("k"), at(2))).isEqualTo(new Refused(owner));

        cache.release("k", String.valueOf(owner.owner()));

        assertThat(cache.acquire(claim("k"), at(3))).isInstanceOf(Acquired.class);
        assertThat(store.count(Step.ACQUIRE)).isEqualTo(4);
    }

    /** Even though the claim was to expire later than the result does. */
    @Test
    void claimInProgressDoesNotKeepItsResultOutOfTheCache() {
        memory.acquire(owner, NOW);
        assertThat(cache.acquire(claim("k"), at(1))).isEqualTo(new Refused(owner));
        memory.complete(done);

        assertThat(cache.acquire(claim("k"), at(2))).isEqualTo(new Refused(done));
        assertThat(cache.acquire(claim("k"), at(3))).isEqualTo(new Refused(done));
        assertThat(store.count(Step.ACQUIRE)).isEqualTo(2);
    }

    @Test
    void resultOfAnOwnerThatWasReplacedIsNotCached() {
        IdempotencyRecord next = claim("k", 200, 3600);
        cache.acquire(owner, NOW);
        cache.acquire(next, at(61));

        assertThat(cache.complete(done)).isFalse();
        assertThat(cache.acquire(claim("k"), at(62))).isEqualTo(new Refused(next));
    }

    @Test
    void resultThatCouldNotBeStoredIsNotCached() {
        cache.acquire(owner, NOW);
        store.failing(Step.COMPLETE, new IllegalStateException("store is down"));

        assertThatIllegalStateException().isThrownBy(() -> cache.complete(done));
        assertThat(cache.acquire(claim("k"), at(1))).isEqualTo(new Refused(owner));
    }

    @Test
    void noMoreRecordsAreKeptThanAllowed() {
        for (int i = 0; i < 1000; i++) {
            IdempotencyRecord claim = claim("key " + i);
            cache.acquire(claim, NOW);
            cache.complete(completed(claim, 3600));
        }
        int before = store.count(Step.ACQUIRE);

        for (int i = 999; i >= 0; i--) {
            assertThat(cache.acquire(claim("key " + i), at(1))).isInstanceOf(Refused.class);
        }
        assertThat(store.count(Step.ACQUIRE) - before).isBetween(990, 999);
    }

    /** Between the store's answer and the cache, another owner completes the key anew. */
    @Test
    void recordThatArrivesLateDoesNotReplaceALaterOne() {
        IdempotencyRecord next = claim("k", 200, 3600);
        IdempotencyRecord nextDone = completed(next, 300);
        memory.acquire(owner, NOW);
        memory.complete(done);
        store.after(Step.ACQUIRE, () -> {
            store.heal();
            cache.acquire(next, at(101));
            cache.complete(nextDone);
        });

        assertThat(cache.acquire(claim("k"), at(100))).isEqualTo(new Refused(done));

        int steps = store.steps();
        assertThat(cache.acquire(claim("k"), at(102))).isEqualTo(new Refused(nextDone));
        assertThat(store.steps()).isEqualTo(steps);
    }

    @Test
    void latestRecordWinsUnderManyThreads() throws Exception {
        long seed = System.nanoTime();
        System.out.println("latestRecordWinsUnderManyThreads: seed " + seed);
        Random random = new Random(seed);
        try (Crowd crowd = new Crowd(4)) {
            for (int round = 0; round < 2000; round++) {
                IdempotencyRecord claim = claim("k", 60, 60);
                memory.clear();
                memory.acquire(claim, NOW);
                double base = 1000.0 * round;
                List<Integer> order =
                        new ArrayList<>(IntStream.rangeClosed(1, 4).boxed().toList());
                Collections.shuffle(order, random);

                crowd.together(order.stream()
                        .<Callable<Boolean>>map(i -> () -> cache.complete(completed(claim, base + i)))
                        .toList());

                int steps = store.steps();
                assertThat(cache.acquire(claim(claim.key()), at(base + 4)))
                        .isEqualTo(new Refused(completed(claim, base + 4)));
                assertThat(store.steps()).isEqualTo(steps);
            }
        }
    }

    @Test
    void readsGoToTheStore() {
        cache.acquire(owner, NOW);
        cache.complete(done);
        memory.clear();

        assertThat(cache.find("k")).isEmpty();
        assertThat(store.count(Step.FIND)).isEqualTo(1);
    }

    @Test
    void renewalsAndReleasesGoToTheStore() {
        cache.acquire(owner, NOW);

        assertThat(cache.renew(owner.renewed(at(70), at(3600)))).isTrue();
        assertThat(memory.find("k")).contains(owner.renewed(at(70), at(3600)));
        assertThat(cache.release("k", "somebody else")).isFalse();
        assertThat(cache.release("k", String.valueOf(owner.owner()))).isTrue();
        assertThat(memory.size()).isZero();
    }
}
