package dev.idempotency.testkit.simulation;

import dev.idempotency.persistence.PersistenceStore;

/** Makes the store that all processes of a schedule share. */
@FunctionalInterface
public interface Servers {

    /**
     * Makes an empty store, for one schedule. Its steps are taken by one thread at a time.
     *
     * @param moment for a store whose steps are not atomic: called in the middle of a step, it lets other processes act
     * @return a store without threads or clocks of its own
     */
    PersistenceStore create(Runnable moment);
}
