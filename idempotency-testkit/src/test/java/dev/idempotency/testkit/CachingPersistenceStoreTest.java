package dev.idempotency.testkit;

import dev.idempotency.persistence.CachingPersistenceStore;
import dev.idempotency.persistence.InMemoryPersistenceStore;
import dev.idempotency.persistence.PersistenceStore;

/** R5: the local cache keeps the contract of the store behind it. */
class CachingPersistenceStoreTest extends PersistenceStoreContract {

    @Override
    protected PersistenceStore newStore() {
        return new CachingPersistenceStore(new InMemoryPersistenceStore(), 256);
    }
}
