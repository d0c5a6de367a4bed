package dev.idempotency;

import dev.idempotency.codec.ResponseCodec;
import dev.idempotency.codec.ResponseCodecException;
import dev.idempotency.error.IdempotencyAlreadyInProgressException;
import dev.idempotency.error.IdempotencyPersistenceException;
import dev.idempotency.error.IdempotencyResponseException;
import dev.idempotency.error.IdempotencyValidationException;
import dev.idempotency.key.DerivedKey;
import dev.idempotency.persistence.IdempotencyRecord;
import dev.idempotency.persistence.RecordStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a duplicate gets from the record that stands in its way. */
final class Replay<R extends @Nullable Object> {

    private final ResponseCodec<R> codec;
    private final @Nullable ResponseHook hook;

    Replay(ResponseCodec<R> codec, @Nullable ResponseHook hook) {
        this.codec = codec;
        this.hook = hook;
    }

    /**
     * The recorded result, or the exception that says why there is none. The payload is validated before anything else
     * is learnt from the record.
     */
    R of(IdempotencyRecord existing, DerivedKey key, Instant now) {
        validate(existing, key);
        RecordStatus status = existing.statusAt(now);
        if (status == RecordStatus.INPROGRESS) {
            throw new IdempotencyAlreadyInProgressException(existing.key(), existing.endsAt());
        }
        if (status == RecordStatus.EXPIRED) {
            throw new IdempotencyPersistenceException(
                    existing.key(), "Store refused a claim for a record that is over: " + existing.key(), null);
        }
        return hooked(decoded(existing), existing);
    }

    /** A record without a hash was written before validation was switched on, and there is nothing to compare with. */
    private static void validate(IdempotencyRecord existing, DerivedKey key) {
        if (existing.payloadHash() != null
                && key.payloadHash() != null
                && !existing.payloadHash().equals(key.payloadHash())) {
            throw new IdempotencyValidationException(existing);
        }
    }

    private R decoded(IdempotencyRecord completed) {
        if (completed.response() == null) {
            throw new IdempotencyResponseException(
                    completed.key(), "Ran earlier, but its response was not recorded: " + completed.key());
        }
        try {
            return codec.decode(completed.response());
        } catch (ResponseCodecException e) {
            throw new IdempotencyResponseException(
                    completed.key(),
                    "Ran earlier, but its response is unreadable: " + completed.key() + ": " + e.getMessage());
        }
    }

    /** A hook is not generic: that it keeps to the operation's result type is its contract. */
    @SuppressWarnings({"unchecked", "NullAway"})
    private R hooked(R response, IdempotencyRecord completed) {
        return hook == null ? response : (R) hook.onReplay(response, completed.withoutResponse());
    }
}
