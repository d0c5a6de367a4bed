package dev.idempotency.testkit;

import dev.idempotency.persistence.CachingPersistenceStore;
import dev.idempotency.persistence.InMemoryPersistenceStore;

class CachingInventoryTest extends RecordInventoryContract<CachingPersistenceStore> {

    @Override
    protected CachingPersistenceStore newStore() {
        return new CachingPersistenceStore(new InMemoryPersistenceStore(), 256);
    }
}
