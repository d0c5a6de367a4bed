package dev.idempotency.persistence;

import static dev.idempotency.persistence.Records.NOW;
import static dev.idempotency.persistence.Records.at;
import static dev.idempotency.persistence.Records.claim;
import static dev.idempotency.persistence.Records.completed;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.Collection;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Memory is bounded by what was claimed within one expiry, and no claim pays for much. */
class InMemoryStoreMemoryTest {

    private final InMemoryPersistenceStore store = new InMemoryPersistenceStore();

    @Test
    void expiredRecordsAreDroppedByLaterClaimsAFewAtATime() throws Exception {
        for (int i = 0; i < 1000; i++) {
            run("key " + i, 0, 60);
        }
        assertThat(store.size()).isEqualTo(1000);

        store.acquire(claim("first", 3600, 3600), at(100));
        assertThat(store.size()).isBetween(970, 999);

        for (int i = 0; i < 100; i++) {
            store.acquire(claim("later " + i, 3600, 3600), at(100));
        }
        assertThat(store.size()).isEqualTo(101);
        assertThat(scheduled()).isEqualTo(101);
    }

    @Test
    void claimThatIsKeptPastItsLeaseIsDroppedOnceItExpires() throws Exception {
        store.acquire(claim("crashed", 10, 100), NOW);

        store.acquire(claim("a", 3600, 3600), at(50));
        assertThat(store.find("crashed")).isPresent();
        assertThat(scheduled()).isEqualTo(2);

        store.acquire(claim("b", 3600, 3600), at(100));
        assertThat(store.find("crashed")).isPresent();

        store.acquire(claim("c", 3600, 3600), at(102));
        assertThat(store.find("crashed")).isEmpty();
        assertThat(scheduled()).isEqualTo(3);
    }

    @Test
    void renewedClaimIsKeptUntilItsNewExpiry() {
        IdempotencyRecord claim = claim("renewed", 10, 10);
        store.acquire(claim, NOW);
        store.renew(claim.renewed(at(200), at(200)));

        store.acquire(claim("a", 3600, 3600), at(100));
        assertThat(store.find("renewed")).isPresent();

        store.acquire(claim("b", 3600, 3600), at(202));
        assertThat(store.find("renewed")).isEmpty();
    }

    @Test
    void completedRecordIsKeptUntilItExpires() {
        run("done", 0, 100);

        store.acquire(claim("a", 3600, 3600), at(100));
        assertThat(store.find("done")).isPresent();

        store.acquire(claim("b", 3600, 3600), at(102));
        assertThat(store.find("done")).isEmpty();
    }

    @Test
    void callsOfManyKeysHoldThoseOfOneExpiryOnly() throws Exception {
        for (int i = 0; i < 20_000; i++) {
            run("key " + i, i / 10.0, 60);

            assertThat(store.size()).isLessThanOrEqualTo(630);
        }
        assertThat(scheduled()).isLessThanOrEqualTo(630);
    }

    @Test
    void releasedClaimsOfOneKeyDoNotPileUp() throws Exception {
        for (int i = 0; i < 20_000; i++) {
            claimAndRelease("key", i / 10.0);
        }
        assertThat(store.size()).isZero();
        assertThat(scheduled()).isLessThanOrEqualTo(130);
        assertThatTimeClearsEverything();
    }

    @Test
    void releasedClaimsOfManyKeysDoNotPileUp() throws Exception {
        for (int i = 0; i < 20_000; i++) {
            claimAndRelease("key " + i, i / 10.0);
        }
        assertThat(store.size()).isZero();
        assertThat(scheduled()).isLessThanOrEqualTo(130);
        assertThatTimeClearsEverything();
    }

    @Test
    void takeoversOfOneKeyDoNotPileUp() throws Exception {
        for (int i = 0; i < 5_000; i++) {
            store.acquire(claim("key", 20.0 * i + 10, 20.0 * i + 3600), at(20.0 * i));
        }
        assertThat(store.size()).isEqualTo(1);
        assertThat(scheduled()).isLessThanOrEqualTo(1);
    }

    @Test
    void retriesOfOneClaimDoNotPileUp() throws Exception {
        IdempotencyRecord claim = claim("key", 10, 3600);
        for (int i = 0; i < 1000; i++) {
            store.acquire(claim, NOW);
        }
        assertThat(scheduled()).isEqualTo(1);
    }

    @Test
    void clearForgetsTheScheduleToo() throws Exception {
        run("key", 0, 60);

        store.clear();

        assertThat(scheduled()).isZero();
    }

    private void run(String key, double now, double expiry) {
        IdempotencyRecord claim = claim(key, now + 10, now + expiry);
        store.acquire(claim, at(now));
        store.complete(completed(claim, now + expiry));
    }

    private void claimAndRelease(String key, double now) {
        IdempotencyRecord claim = claim(key, now + 10, now + 3600);
        store.acquire(claim, at(now));
        store.release(key, String.valueOf(claim.owner()));
    }

    private void assertThatTimeClearsEverything() throws Exception {
        for (int i = 0; i < 20; i++) {
            store.acquire(claim("last", 10_000, 10_000), at(9_000));
        }
        assertThat(store.size()).isEqualTo(1);
        assertThat(scheduled()).isEqualTo(1);
    }

    /** How many keys wait in the schedule, which tells nobody else. */
    private int scheduled() throws ReflectiveOperationException {
        Map<?, ?> buckets = (Map<?, ?>) read(read(store, "expiries"), "keysBySecond");
        return buckets.values().stream()
                .mapToInt(bucket -> ((Collection<?>) bucket).size())
                .sum();
    }

    private static Object read(Object owner, String name) throws ReflectiveOperationException {
        Field field = owner.getClass().getDeclaredField(name);
        field.setAccessible(true);
        return field.get(owner);
    }
}
