package dev.idempotency;

import dev.idempotency.error.IdempotencyException;
import dev.idempotency.error.IdempotencyKeyException;
import dev.idempotency.key.DerivedKey;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An operation that runs once per idempotency key. Made by {@link Idempotency#operation}; immutable, and safe to share
 * between threads.
 *
 * <pre>{@code
 * IdempotentOperation<Receipt> charge = Idempotency.with(config).operation("charge", Receipt.class);
 * Receipt receipt = charge.call(order, () -> payments.charge(order));
 * }</pre>
 *
 * <p>The key is derived before the function runs, so a function that alters its argument changes nothing.
 *
 * @param <R> result
 */
public final class IdempotentOperation<R extends @Nullable Object> {

    private final String name;
    private final Settings settings;
    private final Responses<R> responses;

    IdempotentOperation(String name, Responses<R> responses, Settings settings) {
        this.name = name;
        this.settings = settings;
        this.responses = responses;
    }

    /**
     * This operation with claims that end after the given time, whether or not their owner still runs: for owners that
     * know when they will be stopped, as on AWS Lambda. No heartbeat prolongs them.
     *
     * @param lease at least 1 millisecond, at most 1 day
     * @throws IllegalArgumentException for any other duration
     */
    public IdempotentOperation<R> withFixedLease(Duration lease) {
        return new IdempotentOperation<>(name, responses, settings.withFixedLease(OptionCheck.lease("lease", lease)));
    }

    /**
     * Runs the function, or replays the result of the call that ran it for an equal key.
     *
     * @param payload what identifies the call, whole or by the slice that the config selects
     * @param function the work; what it throws reaches the caller as the same instance, and frees the key again
     * @throws X exactly as the function threw it
     * @throws IdempotencyException if the call could not be made safe; the subclass says whether the function ran
     */
    public <X extends Exception> R call(@Nullable Object payload, ThrowingSupplier<R, X> function) throws X {
        return execute(payload, function).result();
    }

    /**
     * As {@link #call}, for callers that have to tell a replay from a first run.
     *
     * @param payload as in {@link #call}
     * @param function as in {@link #call}
     * @throws X exactly as the function threw it
     * @throws IdempotencyException as in {@link #call}
     */
    public <X extends Exception> Outcome<R> execute(@Nullable Object payload, ThrowingSupplier<R, X> function)
            throws X {
        return execute(Payload.of(payload), function);
    }

    /**
     * Starts the function, or replays the result of the call that started it for an equal key.
     *
     * <p>The claim lasts until the function's stage ends: give a stage that may never end a timeout. No thread is held
     * while waiting for it, or for another call. The function is started on the config's
     * {@linkplain IdempotencyConfig.Builder#asyncExecutor executor}, where nothing of the caller's thread is to be
     * expected, and what depends on the future runs there, too.
     *
     * <p>Cancelling the future stops a call that waits for another or has not started its function yet; a function once
     * started goes on, and its result is recorded. A stage that is cancelled has failed.
     *
     * @param payload as in {@link #call}
     * @param function the work; it fails with its stage, or by throwing
     * @return fails, and never throws, with what {@link #call} would throw; the function's own failures come as the same
     *     instance
     */
    public CompletableFuture<R> callAsync(
            @Nullable Object payload, ThrowingSupplier<? extends CompletionStage<R>, ?> function) {
        return start(Payload.of(payload), function, Outcome::result);
    }

    /**
     * As {@link #callAsync}, for callers that have to tell a replay from a first run.
     *
     * @param payload as in {@link #call}
     * @param function as in {@link #callAsync}
     * @return as in {@link #callAsync}
     */
    public CompletableFuture<Outcome<R>> executeAsync(
            @Nullable Object payload, ThrowingSupplier<? extends CompletionStage<R>, ?> function) {
        return start(Payload.of(payload), function, Function.identity());
    }

    /**
     * The key of a call with the given payload, under which {@link Idempotency#records()} has its record.
     *
     * @return empty if the payload has none
     * @throws IdempotencyKeyException if the payload cannot be turned into a key
     */
    public Optional<String> keyOf(@Nullable Object payload) {
        return settings.keys().derive(name, payload).map(DerivedKey::key);
    }

    <X extends Exception> Outcome<R> execute(Payload payload, ThrowingSupplier<R, X> function) throws X {
        Optional<DerivedKey> key = settings.disabled() ? Optional.empty() : derivedKey(payload);
        return key.isPresent()
                ? new Call<>(new CallContext(name, key.get(), settings), responses).run(function)
                : new Outcome.Executed<>(function.get(), null);
    }

    <T extends @Nullable Object> CompletableFuture<T> start(
            Payload payload, ThrowingSupplier<? extends CompletionStage<R>, ?> function, Function<Outcome<R>, T> form) {
        try {
            Optional<DerivedKey> key = settings.disabled() ? Optional.empty() : derivedKey(payload);
            return key.isPresent()
                    ? new AsyncCall<>(new CallContext(name, key.get(), settings), responses, function, form).run()
                    : AsyncCall.unprotected(function, form);
        } catch (Throwable failure) {
            return CompletableFuture.failedFuture(failure);
        }
    }

    /** The key, or nothing if the call is to run unprotected. */
    private Optional<DerivedKey> derivedKey(Payload payload) {
        Optional<DerivedKey> key = settings.keys().derive(name, payload.identifying(), payload.validated());
        if (key.isEmpty()) {
            if (settings.missingKey() == MissingKey.FAIL) {
                throw new IdempotencyKeyException(
                        name,
                        "Payload has no idempotency key for operation " + name + ": "
                                + settings.keys().whyMissing());
            }
            Log.of(IdempotentOperation.class)
                    .warn("No idempotency key in a payload of operation {}: running it unprotected", name);
        }
        return key;
    }

    /**
     * What a call is made with.
     *
     * @param identifying of which the key is a slice
     * @param validated of which the slice that all duplicates share is one
     */
    record Payload(@Nullable Object identifying, @Nullable Object validated) {
        static Payload of(@Nullable Object whole) {
            return new Payload(whole, whole);
        }
    }
}
