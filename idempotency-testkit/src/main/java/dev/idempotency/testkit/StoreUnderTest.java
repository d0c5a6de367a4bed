package dev.idempotency.testkit;

import dev.idempotency.persistence.PersistenceStore;

/** What the duties are checked on. */
interface StoreUnderTest {

    /** The store of the running test, empty at its beginning. */
    PersistenceStore store();
}
