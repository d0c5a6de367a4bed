package dev.idempotency.testkit;

/** A step of the store's SPI, one for each method of {@link dev.idempotency.persistence.PersistenceStore}. */
public enum Step {
    /** A claim. */
    ACQUIRE,
    /** A read. */
    FIND,
    /** The completion of a claim. */
    COMPLETE,
    /** The renewal of a claim's lease. */
    RENEW,
    /** The release of a claim. */
    RELEASE
}
