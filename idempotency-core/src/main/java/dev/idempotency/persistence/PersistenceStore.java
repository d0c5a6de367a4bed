package dev.idempotency.persistence;

import java.time.Instant;
import java.util.Optional;

/**
 * Where idempotency records live: the SPI.
 *
 * <pre>
 *              acquire                complete
 *   (nothing) ─────────► INPROGRESS ────────────► COMPLETED
 *       ▲                 │  ▲  │                     │
 *       └──── release ────┘  │  │ lease over          │ expiresAt over
 *                    acquire │  ▼                     ▼
 *                            └─────────  EXPIRED  ◄────
 * </pre>
 *
 * <p>Each method is one atomic step on one key, and nothing but the record is remembered between calls. Time is the
 * caller's: a store never reads a clock to decide. A store must be safe for use by any number of threads, and the
 * record it has acknowledged must be seen by every later step on that key, on every machine.
 *
 * <p>The duties, each checked by the test of the same number in the testkit's {@code PersistenceStoreContract}:
 *
 * <ol>
 *   <li>{@link #acquire} grants a key that has no record, or one whose {@link IdempotencyRecord#statusAt status} at
 *       {@code now} is {@link RecordStatus#EXPIRED}; and refuses any other, returning the record that stands there.
 *   <li>Of any number of competing claims at most one is granted.
 *   <li>A claim recognises itself: a claim whose owner already holds the key in progress, under a lease that ends no
 *       later, is granted, for it is the retry of a write whose answer was lost.
 *   <li>{@link #complete}, {@link #renew} and {@link #release} take effect only for the owner that the record names;
 *       to anyone else they answer {@code false} and change nothing. An owner whose lease is over but whose record was
 *       not taken over is still the owner.
 *   <li>{@link #complete} may be repeated by its owner. {@link #renew} and {@link #release} act only on a record in
 *       progress, and {@link #renew} never moves a lease back.
 *   <li>Expiry is judged by the record's times and {@code now}, never by the presence of the record.
 *   <li>A record is read as it was written, every component of it.
 *   <li>Exceptions are for faults only: the store is out of reach, or holds something that is not a record.
 * </ol>
 */
public interface PersistenceStore {

    /**
     * Claims a key.
     *
     * @param claim a record in progress, with a fresh owner token and a lease
     * @param now the caller's time, by which an existing record is judged
     * @return granted, or refused with the record that stands in the way
     * @throws RuntimeException if the store failed; the claim may or may not have been stored
     */
    Acquisition acquire(IdempotencyRecord claim, Instant now);

    /**
     * Reads a record, strongly consistent with every acknowledged write. An expired record may or may not be returned.
     *
     * @throws RuntimeException if the store failed or the record cannot be understood
     */
    Optional<IdempotencyRecord> find(String key);

    /**
     * Turns the owner's claim into a completed record: status, response, expiry and payload hash are the given ones.
     *
     * @return {@code false} if the key is no longer the owner's, and nothing was changed
     * @throws RuntimeException if the store failed; the record may or may not have been completed
     */
    boolean complete(IdempotencyRecord completed);

    /**
     * Moves the lease and the expiry of the owner's claim to those of the given record.
     *
     * @return {@code false} if the key is no longer the owner's, or not in progress, and nothing was changed
     * @throws RuntimeException if the store failed; the lease may or may not have been moved
     */
    boolean renew(IdempotencyRecord claim);

    /**
     * Gives the owner's claim up, so that the next call can run.
     *
     * @return {@code false} if the key is no longer the owner's, or not in progress, and nothing was changed
     * @throws RuntimeException if the store failed; the claim may or may not be gone
     */
    boolean release(String key, String owner);
}
