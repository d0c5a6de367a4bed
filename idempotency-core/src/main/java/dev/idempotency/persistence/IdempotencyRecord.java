package dev.idempotency.persistence;

import java.io.Serializable;
import java.time.Instant;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is stored of one idempotent call.
 *
 * <p>Times are kept at the precision that every store can hold, rounded up so that nothing ends early: the expiry in
 * whole seconds, the lease in whole milliseconds. {@link #statusAt} compares whole milliseconds. All stores thus agree
 * on the instant at which a record stops counting and its key can be claimed.
 *
 * @param key the idempotency key
 * @param status {@link RecordStatus#INPROGRESS} or {@link RecordStatus#COMPLETED}
 * @param expiresAt last instant at which the record counts at all, whole seconds
 * @param leaseUntil last instant at which a claim in progress is its owner's, whole milliseconds; {@code null} in a
 *     record written by a library without leases, which holds until it expires
 * @param completedAt when the operation ended, whole milliseconds; {@code null} while in progress, and in a record of a
 *     library that does not tell
 * @param owner random token of the claim that wrote the record; {@code null} in a record of another library
 * @param response encoded result; {@code null} while in progress, and when completed without one
 * @param failure what the operation failed with, encoded, where failures are recorded; {@code null} otherwise
 * @param payloadHash hash of the slice that all duplicates must share; {@code null} where validation is off
 */
public record IdempotencyRecord(
        String key,
        RecordStatus status,
        Instant expiresAt,
        @Nullable Instant leaseUntil,
        @Nullable Instant completedAt,
        @Nullable String owner,
        @Nullable String response,
        @Nullable String failure,
        @Nullable String payloadHash)
        implements Serializable {

    private static final int NANOS_PER_SECOND = 1_000_000_000;
    private static final int NANOS_PER_MILLI = 1_000_000;

    /**
     * Checks and rounds.
     *
     * @throws IllegalArgumentException for an empty key or the status EXPIRED, which is seen but never stored
     */
    public IdempotencyRecord {
        if (key.isEmpty()) {
            throw new IllegalArgumentException("key is empty");
        }
        if (status == RecordStatus.EXPIRED) {
            throw new IllegalArgumentException("status EXPIRED is never stored");
        }
        expiresAt = roundedUp(expiresAt, NANOS_PER_SECOND);
        leaseUntil = leaseUntil == null ? null : roundedUp(leaseUntil, NANOS_PER_MILLI);
        completedAt = completedAt == null ? null : completedAt.truncatedTo(ChronoUnit.MILLIS);
    }

    /**
     * A claim: what an owner writes before it runs the operation.
     *
     * @param expiresAt when the claim is of no more interest; moved to the end of the lease where it is earlier
     */
    public static IdempotencyRecord inProgress(
            String key, String owner, Instant leaseUntil, Instant expiresAt, @Nullable String payloadHash) {
        Objects.requireNonNull(owner, "owner");
        return new IdempotencyRecord(
                key,
                RecordStatus.INPROGRESS,
                later(expiresAt, leaseUntil),
                leaseUntil,
                null,
                owner,
                null,
                null,
                payloadHash);
    }

    /** This claim with a lease and an expiry that have moved on; the expiry is never before the lease's end. */
    public IdempotencyRecord renewed(Instant leaseUntil, Instant expiresAt) {
        return new IdempotencyRecord(
                key, status, later(expiresAt, leaseUntil), leaseUntil, null, owner, response, null, payloadHash);
    }

    /** This claim once its operation has returned; {@code null} completes it without a response to replay. */
    public IdempotencyRecord completed(@Nullable String response, @Nullable Instant completedAt, Instant expiresAt) {
        return new IdempotencyRecord(
                key, RecordStatus.COMPLETED, expiresAt, leaseUntil, completedAt, owner, response, null, payloadHash);
    }

    /** This claim once its operation has failed and the failure is to be replayed. */
    public IdempotencyRecord failed(String failure, @Nullable Instant completedAt, Instant expiresAt) {
        return new IdempotencyRecord(
                key, RecordStatus.COMPLETED, expiresAt, leaseUntil, completedAt, owner, null, failure, payloadHash);
    }

    /** This record with its response or failure left out, for eyes that must not see it. */
    public IdempotencyRecord withoutResponse() {
        return new IdempotencyRecord(key, status, expiresAt, leaseUntil, completedAt, owner, null, null, payloadHash);
    }

    /** The status that counts at the given time: {@link RecordStatus#EXPIRED} if and only if the key can be claimed. */
    public RecordStatus statusAt(Instant now) {
        return now.toEpochMilli() > endsAt().toEpochMilli() ? RecordStatus.EXPIRED : status;
    }

    /** Last instant at which the record keeps others from claiming its key, as things stand. */
    public Instant endsAt() {
        return status == RecordStatus.INPROGRESS && leaseUntil != null && leaseUntil.isBefore(expiresAt)
                ? leaseUntil
                : expiresAt;
    }

    /** Whether the given claim comes from the same owner; a record without an owner belongs to nobody here. */
    public boolean isOwnedBy(@Nullable String candidate) {
        return owner != null && owner.equals(candidate);
    }

    /** Everything but the response and the failure, of which only the lengths are told. */
    @Override
    public String toString() {
        return "IdempotencyRecord[key=" + key + ", status=" + status + ", expiresAt=" + expiresAt + ", leaseUntil="
                + leaseUntil + ", completedAt=" + completedAt + ", owner=" + owner + ", response="
                + lengthOf(response) + ", failure=" + lengthOf(failure) + ", payloadHash=" + payloadHash + "]";
    }

    private static String lengthOf(@Nullable String text) {
        return text == null ? "none" : text.length() + " chars";
    }

    private static Instant later(Instant a, Instant b) {
        return a.isBefore(b) ? b : a;
    }

    /** To a whole multiple of a length of which a second is one. */
    private static Instant roundedUp(Instant instant, int unitNanos) {
        int beyond = instant.get(ChronoField.NANO_OF_SECOND) % unitNanos;
        return beyond == 0 ? instant : instant.plusNanos(unitNanos - beyond);
    }
}
