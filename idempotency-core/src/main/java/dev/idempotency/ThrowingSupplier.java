package dev.idempotency;

import org.jspecify.annotations.Nullable;

/**
 * The work of one call, free to throw checked exceptions.
 *
 * @param <R> result
 * @param <X> what it throws
 */
@FunctionalInterface
public interface ThrowingSupplier<R extends @Nullable Object, X extends Exception> {

    /**
     * Does the work once.
     *
     * @throws X whatever the work throws
     */
    R get() throws X;
}
