package dev.idempotency;

import dev.idempotency.codec.FailureCodec;
import dev.idempotency.codec.ResponseCodec;
import dev.idempotency.codec.ResponseCodecException;
import dev.idempotency.codec.ResponseTransform;
import dev.idempotency.error.IdempotencyRecordedFailureException;
import dev.idempotency.error.IdempotencyResponseException;
import dev.idempotency.persistence.IdempotencyRecord;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** The results of one operation on their way into records, and out of them to duplicates. */
final class Responses<R extends @Nullable Object> {

    private final ResponseCodec<R> codec;
    private final @Nullable ResponseTransform transform;
    private final @Nullable ResponseHook hook;

    Responses(ResponseCodec<R> codec, @Nullable ResponseTransform transform, @Nullable ResponseHook hook) {
        this.codec = codec;
        this.transform = transform;
        this.hook = hook;
    }

    /** The text to store for a result. */
    String encode(R result, String key) throws ResponseCodecException {
        return toStored(codec.encode(result), key);
    }

    /** The text to store for what the operation failed with. */
    String encodeFailure(Throwable failure, String key) throws ResponseCodecException {
        return toStored(FailureCodec.encode(failure), key);
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
            return codec.decode(fromStored(response, completed.key()));
        } catch (ResponseCodecException e) {
            throw unreadable(completed, e);
        }
    }

    private RuntimeException recordedFailure(IdempotencyRecord completed, String stored) {
        try {
            FailureCodec.Failure failure = FailureCodec.decode(fromStored(stored, completed.key()));
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

    private String toStored(String text, String key) throws ResponseCodecException {
        return transform == null ? text : transformed(() -> transform.toStored(text, key));
    }

    private String fromStored(String stored, String key) throws ResponseCodecException {
        return transform == null ? stored : transformed(() -> transform.fromStored(stored, key));
    }

    /** What goes wrong is told by its class: its message may quote what is stored. */
    private static String transformed(Callable<String> step) throws ResponseCodecException {
        try {
            return Objects.requireNonNull(step.call());
        } catch (Exception e) {
            throw new ResponseCodecException(
                    "responseTransform failed with " + e.getClass().getName());
        }
    }

    /** A hook is not generic: that it keeps to the operation's result type is its contract. */
    @SuppressWarnings({"unchecked", "NullAway"})
    private R hooked(R response, IdempotencyRecord completed) {
        return hook == null ? response : (R) hook.onReplay(response, completed.withoutResponse());
    }
}
