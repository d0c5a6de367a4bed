package dev.idempotency.persistence;

import java.time.Instant;
import java.util.stream.Stream;

/**
 * What a {@link PersistenceStore} may offer to operators besides: a look at all records, and the removal of one. No call
 * ever needs it.
 *
 * <p>The duties are checked by the testkit's {@code RecordInventoryContract}.
 */
public interface RecordInventory {

    /**
     * What a store offers to operators.
     *
     * @throws UnsupportedOperationException naming the store, if it is no inventory
     */
    static RecordInventory of(PersistenceStore store) {
        if (store instanceof RecordInventory inventory) {
            return inventory;
        }
        throw new UnsupportedOperationException(
                store.getClass().getName() + " cannot list or forget records: it is no RecordInventory");
    }

    /**
     * The records of one status, in no particular order. What is written meanwhile may or may not be among them. A store
     * may have to read all records for it.
     *
     * @param status as {@link IdempotencyRecord#statusAt} sees it: {@link RecordStatus#EXPIRED} are those that are over
     *     but not removed yet
     * @param now the caller's time
     * @return read bit by bit; to be closed
     * @throws RuntimeException if the store failed, here or while the stream is read
     */
    Stream<IdempotencyRecord> list(RecordStatus status, Instant now);

    /**
     * Removes the record of a key, whatever its status and whoever owns it: the next call runs.
     *
     * @return whether there was one
     * @throws RuntimeException if the store failed; the record may or may not be gone
     */
    boolean delete(String key);
}
