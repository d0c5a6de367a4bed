package dev.idempotency.persistence;

import org.jspecify.annotations.Nullable;

/** Answer to a claim: the key is the caller's, or it is not and here is the record that stands in the way. */
public sealed interface Acquisition {

    /**
     * The claim is stored and the caller owns the key.
     *
     * @param replaced the expired record that the claim took the place of, {@code null} if there was none or the store
     *     cannot tell. A replaced record that was {@link RecordStatus#INPROGRESS} means a takeover.
     */
    record Acquired(@Nullable IdempotencyRecord replaced) implements Acquisition {

        /** A claim on a key that had no record. */
        public static final Acquired FRESH = new Acquired(null);
    }

    /**
     * The claim was refused and nothing was written.
     *
     * @param existing the record that counts at the time of the claim: completed, or in progress under another owner
     */
    record Refused(IdempotencyRecord existing) implements Acquisition {}
}
