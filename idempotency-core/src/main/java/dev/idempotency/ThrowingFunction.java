package dev.idempotency;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A function to be made idempotent, free to throw checked exceptions.
 *
 * <p>It is serializable only so that the method behind a method reference can be found out; nothing is ever serialized,
 * and what the function captures need not be serializable.
 *
 * @param <E> payload
 * @param <R> result
 * @param <X> what it throws
 */
@FunctionalInterface
public interface ThrowingFunction<E extends @Nullable Object, R extends @Nullable Object, X extends Exception>
        extends Serializable {

    /**
     * Does the work once.
     *
     * @throws X whatever the work throws
     */
    R apply(E payload) throws X;
}
