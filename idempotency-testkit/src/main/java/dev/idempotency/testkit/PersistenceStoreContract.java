package dev.idempotency.testkit;

import dev.idempotency.persistence.PersistenceStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/**
 * The contract of {@link PersistenceStore} as tests: a store's author extends this class and says how to get an empty
 * store.
 *
 * <pre>{@code
 * class RedisPersistenceStoreTest extends PersistenceStoreContract {
 *
 *     private final RedisClient client = RedisClient.create("redis://localhost");
 *
 *     @Override
 *     protected PersistenceStore newStore() {
 *         client.flushAll();
 *         return new RedisPersistenceStore(client);
 *     }
 * }
 * }</pre>
 *
 * <p>The display name of a test begins with the number of the duty that it checks, as listed in the documentation of
 * {@link PersistenceStore}, and the rule of the library's design that rests on it.
 *
 * <p>Times are given, never read. They are in the year 2100, so that a server that clears expired records away by its
 * own clock does not interfere. The races start eight threads on one key, 25 times each; a store that reads and then
 * writes across a network is all but certain to lose them. One in memory may win them all by luck, for its gap is a few
 * nanoseconds wide: give it races of its own. A store that is slow takes its time.
 */
public abstract class PersistenceStoreContract implements ClaimDuties, OwnerDuties, RecordDuties, RaceDuties {

    private @Nullable PersistenceStore store;

    /**
     * Makes the store for one test.
     *
     * @return a store that holds no record, or none of the keys used before
     */
    protected abstract PersistenceStore newStore();

    /** The store of the test that is running: made when it is first asked for. */
    @Override
    public final PersistenceStore store() {
        if (store == null) {
            store = newStore();
        }
        return store;
    }

    @AfterEach
    final void forgetStore() {
        store = null;
    }
}
