package dev.idempotency;

import dev.idempotency.codec.FailureCodec;
import dev.idempotency.codec.ResponseCodec;
import dev.idempotency.codec.ResponseCodecException;
import dev.idempotency.error.IdempotencyRecordedFailureException;
import dev.idempotency.error.IdempotencyResponseException;
import dev.idempotency.persistence.IdempotencyRecord;
import org.jspecify.annotations.Nullable;

/** The results of one operation on their way into records, and out of them to duplicates. */
final class Responses<R extends @Nullable Object> {

    private final ResponseCodec<R> codec;
    private final @Nullable ResponseHook hook;

    Responses(ResponseCodec<R> codec, @Nullable ResponseHook hook) {
        this.codec = codec;
        this.hook = hook;
    }

    /** The text to store for a result. */
    String encode(R result) throws ResponseCodecException {
        return codec.encode(result);
    }

    /** Answers a duplicate with the recorded result, or the exception that says why there is none. */
    Outcome<R> replay(IdempotencyRecord completed, CallContext context) {
        R response = of(completed);
        context.tell(IdempotencyListener::replayed);
        return new Outcome.Replayed<>(response, completed);
    }

    private R of(IdempotencyRecord completed) {
        if (completed.failure() != null) {
            throw recordedFailure(completed, completed.failure());
        }
        if (completed.response() == null) {
            throw new IdempotencyResponseException(
                    completed.key(), "Ran earlier, but its response was not recorded: " + completed.key());
        }
        return hooked(decoded(completed, completed.response()), completed);
    }

    private R decoded(IdempotencyRecord completed, String response) {
        try {
            return codec.decode(response);
        } catch (ResponseCodecException e) {
            throw unreadable(completed, e);
        }
    }

    private static RuntimeException recordedFailure(IdempotencyRecord completed, String stored) {
        try {
            FailureCodec.Failure failure = FailureCodec.decode(stored);
            return new IdempotencyRecordedFailureException(completed.key(), failure.type(), failure.rebuilt());
        } catch (ResponseCodecException e) {
            return unreadable(completed, e);
        }
    }

    private static RuntimeException unreadable(IdempotencyRecord completed, ResponseCodecException e) {
        return new IdempotencyResponseException(
                completed.key(),
                "Ran earlier, but its response is unreadable: " + completed.key() + ": " + e.getMessage());
    }

    /** A hook is not generic: that it keeps to the operation's result type is its contract. */
    @SuppressWarnings({"unchecked", "NullAway"})
    private R hooked(R response, IdempotencyRecord completed) {
        return hook == null ? response : (R) hook.onReplay(response, completed.withoutResponse());
    }
}
