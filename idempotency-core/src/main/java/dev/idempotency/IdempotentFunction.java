package dev.idempotency;

import org.jspecify.annotations.Nullable;

/**
 * A function that is safe to retry: called again with a payload of the same key, it answers with the first call's
 * result and does nothing else.
 *
 * <p>Made by {@link Idempotency#makeIdempotent}. Safe to share between threads.
 *
 * @param <E> payload
 * @param <R> result
 * @param <X> what the wrapped function throws; {@link RuntimeException} if it declares nothing
 */
@FunctionalInterface
public interface IdempotentFunction<E extends @Nullable Object, R extends @Nullable Object, X extends Exception> {

    /**
     * Runs the wrapped function, or replays its earlier result for the same key.
     *
     * @throws X exactly as the wrapped function threw it
     * @throws dev.idempotency.error.IdempotencyException if the call could not be made safe; the subclass says whether
     *     the function ran
     */
    R apply(E payload) throws X;
}
