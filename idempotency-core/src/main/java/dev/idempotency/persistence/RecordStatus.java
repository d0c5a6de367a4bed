package dev.idempotency.persistence;

/** Where a record stands. Only {@link #INPROGRESS} and {@link #COMPLETED} are ever stored. */
public enum RecordStatus {
    /** An owner holds the key and is running the operation. */
    INPROGRESS,
    /** The operation ran; its response is replayed to duplicates. */
    COMPLETED,
    /** What a reader sees of a record that no longer counts: past its expiry, or an owner's lease ran out. */
    EXPIRED
}
