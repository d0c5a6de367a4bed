package dev.idempotency;

import dev.idempotency.codec.JacksonResponseCodec;
import dev.idempotency.codec.ResponseCodec;
import dev.idempotency.error.IdempotencyException;
import dev.idempotency.error.IdempotencyKeyException;
import dev.idempotency.error.IdempotencyPersistenceException;
import dev.idempotency.key.DerivedKey;
import dev.idempotency.persistence.Acquisition;
import dev.idempotency.persistence.Acquisition.Refused;
import dev.idempotency.persistence.IdempotencyRecord;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
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
        this.codec = new JacksonResponseCodec<>(settings.responseMapper(), resultType);
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
        return key.isPresent() ? callOnce(key.get(), function) : callWithoutKey(function);
    }

    private <X extends Exception> R callOnce(DerivedKey key, ThrowingSupplier<R, X> function) throws X {
        Instant now = settings.now();
        IdempotencyRecord claim = IdempotencyRecord.inProgress(
                key.key(),
                UUID.randomUUID().toString(),
                now.plus(settings.lease()),
                now.plus(settings.expiresAfter()),
                key.payloadHash());
        return acquire(claim, now) instanceof Refused refused
                ? replay.of(refused.existing(), key, now)
                : new OwnedRun<>(claim, codec, settings).run(function);
    }

    private <X extends Exception> R callWithoutKey(ThrowingSupplier<R, X> function) throws X {
        if (settings.missingKey() == MissingKey.FAIL) {
            throw new IdempotencyKeyException(name, "Payload has no idempotency key for operation " + name);
        }
        LOG.warn("No idempotency key in a payload of operation {}: running it unprotected", name);
        return function.get();
    }

    private Acquisition acquire(IdempotencyRecord claim, Instant now) {
        try {
            return settings.store().acquire(claim, now);
        } catch (IdempotencyException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new IdempotencyPersistenceException(claim.key(), "Store failed, nothing ran: " + claim.key(), e);
        }
    }
}
