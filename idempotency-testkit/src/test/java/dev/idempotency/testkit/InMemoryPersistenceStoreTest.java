package dev.idempotency.testkit;

import dev.idempotency.persistence.InMemoryPersistenceStore;
import dev.idempotency.persistence.PersistenceStore;

class InMemoryPersistenceStoreTest extends PersistenceStoreContract {

    @Override
    protected PersistenceStore newStore() {
        return new InMemoryPersistenceStore();
    }
}
