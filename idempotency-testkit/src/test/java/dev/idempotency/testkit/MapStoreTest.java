package dev.idempotency.testkit;

import dev.idempotency.persistence.PersistenceStore;

/** The store that the broken ones differ from passes the contract. */
class MapStoreTest extends PersistenceStoreContract {

    @Override
    protected PersistenceStore newStore() {
        return new MapStore();
    }
}
