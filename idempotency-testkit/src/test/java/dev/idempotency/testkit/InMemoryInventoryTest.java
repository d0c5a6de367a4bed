package dev.idempotency.testkit;

import dev.idempotency.persistence.InMemoryPersistenceStore;

class InMemoryInventoryTest extends RecordInventoryContract<InMemoryPersistenceStore> {

    @Override
    protected InMemoryPersistenceStore newStore() {
        return new InMemoryPersistenceStore();
    }
}
