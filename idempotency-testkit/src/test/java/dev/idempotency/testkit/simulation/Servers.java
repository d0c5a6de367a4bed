package dev.idempotency.testkit.simulation;

import dev.idempotency.persistence.PersistenceStore;

/** Makes the store that all processes of a schedule share. */
@FunctionalInterface
public interface Servers {

    /**
     * Makes an empty store.
     *
     * @param moment for a store whose steps are not atomic: called in the middle of a step, it lets other processes act
     */
    PersistenceStore create(Runnable moment);
}
