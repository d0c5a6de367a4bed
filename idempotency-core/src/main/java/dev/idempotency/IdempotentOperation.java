package dev.idempotency;

import dev.idempotency.codec.JacksonResponseCodec;
import dev.idempotency.codec.ResponseCodec;
import dev.idempotency.error.IdempotencyException;
import dev.idempotency.error.IdempotencyKeyException;
import dev.idempotency.key.DerivedKey;
import java.lang.reflect.Type;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An operation that runs once per idempotency key. Made by {@link Idempotency#operation}; immutable, and safe to share
 * between threads.
 *
 * <pre>{@code
 * IdempotentOperation<Receipt> charge = Idempotency.with(config).operation("charge", Receipt.class);
 * Receipt receipt = charge.call(order, () -> payments.charge(order));
 * }</pre>
 *
 * @param <R> result
 */
public final class IdempotentOperation<R extends @Nullable Object> {

    private static final Logger LOG = LoggerFactory.getLogger(IdempotentOperation.class);

    private final String name;
    private final Settings settings;
    private final ResponseCodec<R> codec;
    private final Replay<R> replay;

    IdempotentOperation(String name, Type resultType, Settings settings) {
        this.name = settings.qualified(name);
        this.settings = settings;
        this.codec = new JacksonResponseCodec<>(settings.mapper(), resultType);
        this.replay = new Replay<>(codec, settings.responseHook());
    }

    /**
     * Runs the function, or replays the result of the call that ran it for an equal key.
     *
     * <p>The key is derived before the function runs, so a function that alters its argument changes nothing.
     *
     * @param payload what identifies the call, whole or by the slice that the config selects
     * @param function the work; what it throws reaches the caller as the same instance, and frees the key again
     * @throws X exactly as the function threw it
     * @throws IdempotencyException if the call could not be made safe; the subclass says whether the function ran
     */
    public <X extends Exception> R call(@Nullable Object payload, ThrowingSupplier<R, X> function) throws X {
        if (settings.disabled()) {
            return function.get();
        }
        Optional<DerivedKey> key = settings.keys().derive(name, payload);
        return key.isPresent()
                ? new Call<>(new CallContext(name, key.get(), settings), codec, replay).run(function)
                : callWithoutKey(function);
    }

    private <X extends Exception> R callWithoutKey(ThrowingSupplier<R, X> function) throws X {
        if (settings.missingKey() == MissingKey.FAIL) {
            throw new IdempotencyKeyException(name, "Payload has no idempotency key for operation " + name);
        }
        LOG.warn("No idempotency key in a payload of operation {}: running it unprotected", name);
        return function.get();
    }
}
