package dev.idempotency;

import dev.idempotency.persistence.IdempotencyRecord;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What came of a call, and whether this call did the work.
 *
 * <pre>{@code
 * Outcome<Receipt> outcome = charge.execute(order, () -> payments.charge(order));
 * if (outcome instanceof Outcome.Replayed<Receipt> replayed) {
 *     log.info("Charged before, at {}", replayed.stored().completedAt());
 * }
 * }</pre>
 *
 * @param <R> result
 */
public sealed interface Outcome<R extends @Nullable Object> {

    /** The result, of this call or of the one that ran. */
    R result();

    /**
     * The record behind the result: its key, when the operation was done, and until when it is replayed.
     *
     * @return empty if nothing is known to be stored: idempotency is disabled, the payload had no key, the store could
     *     not be told, or the key had another owner by then
     */
    Optional<IdempotencyRecord> record();

    /** Whether the result comes from an earlier call, or from one in this JVM that this call has joined. */
    default boolean isReplayed() {
        return this instanceof Replayed;
    }

    /**
     * The function ran.
     *
     * @param stored the completed record, {@code null} if none is known to be stored
     */
    record Executed<R extends @Nullable Object>(
            R result, @Nullable IdempotencyRecord stored) implements Outcome<R> {

        @Override
        public Optional<IdempotencyRecord> record() {
            return Optional.ofNullable(stored);
        }
    }

    /**
     * The function did not run.
     *
     * @param stored the record that was replayed
     */
    record Replayed<R extends @Nullable Object>(R result, IdempotencyRecord stored) implements Outcome<R> {

        @Override
        public Optional<IdempotencyRecord> record() {
            return Optional.of(stored);
        }
    }
}
