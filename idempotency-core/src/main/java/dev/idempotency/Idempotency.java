package dev.idempotency;

import com.fasterxml.jackson.core.type.TypeReference;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/**
 * Entry point: makes operations idempotent under one config.
 *
 * <pre>{@code
 * IdempotentFunction<Order, Receipt, PaymentException> charge = Idempotency.makeIdempotent(payments::charge, config);
 * Receipt receipt = charge.apply(order);
 * }</pre>
 *
 * <p>Instances are immutable and safe to share between threads; there is no global state.
 */
public final class Idempotency {

    private final Settings settings;

    private Idempotency(Settings settings) {
        this.settings = settings;
    }

    /** Operations under the given config; a name set by {@link IdempotencyConfig#named} is not used here. */
    public static Idempotency with(IdempotencyConfig config) {
        return new Idempotency(config.settings());
    }

    /**
     * Defines an operation.
     *
     * @param name stable across deploys, unique among the operations that share a store and a prefix; it is part of
     *     every key. 1 to 512 characters, not blank
     * @param resultType what a stored response is read as
     * @throws IllegalArgumentException for another name, or a type that cannot be stored, such as a stream or a future
     */
    public <R extends @Nullable Object> IdempotentOperation<R> operation(String name, Class<R> resultType) {
        return defineOperation(name, resultType);
    }

    /**
     * Defines an operation with a generic result type: {@code new TypeReference<List<Receipt>>() {}}.
     *
     * @param name as in {@link #operation(String, Class)}
     * @param resultType what a stored response is read as
     * @throws IllegalArgumentException as in {@link #operation(String, Class)}
     */
    public <R extends @Nullable Object> IdempotentOperation<R> operation(String name, TypeReference<R> resultType) {
        return defineOperation(name, resultType.getType());
    }

    /**
     * Wraps a method reference, {@code payments::charge}. The operation is named after the declaring class and the
     * method unless the config is {@linkplain IdempotencyConfig#named named}, and the result type is the method's.
     *
     * <p>Two objects whose same method is wrapped share the operation, and so each other's results: name them apart.
     *
     * @throws IllegalArgumentException if the name or the result type cannot be known, as for a lambda; the message
     *     says what to write instead
     */
    public static <E extends @Nullable Object, R extends @Nullable Object, X extends Exception>
            IdempotentFunction<E, R, X> makeIdempotent(ThrowingFunction<E, R, X> function, IdempotencyConfig config) {
        return wrap(
                function,
                with(config)
                        .defineOperation(
                                nameOf(function, config),
                                MethodReference.of(function).resultType()));
    }

    /**
     * Wraps any function, a lambda included. The config must be {@linkplain IdempotencyConfig#named named}, unless the
     * function is a method reference.
     *
     * @param resultType what a stored response is read as
     * @throws IllegalArgumentException if there is no name, or the type cannot be stored
     */
    public static <E extends @Nullable Object, R extends @Nullable Object, X extends Exception>
            IdempotentFunction<E, R, X> makeIdempotent(
                    ThrowingFunction<E, R, X> function, Class<R> resultType, IdempotencyConfig config) {
        return wrap(function, with(config).defineOperation(nameOf(function, config), resultType));
    }

    /**
     * Wraps any function with a generic result type: {@code new TypeReference<List<Receipt>>() {}}.
     *
     * @param resultType what a stored response is read as
     * @throws IllegalArgumentException if there is no name, or the type cannot be stored
     */
    public static <E extends @Nullable Object, R extends @Nullable Object, X extends Exception>
            IdempotentFunction<E, R, X> makeIdempotent(
                    ThrowingFunction<E, R, X> function, TypeReference<R> resultType, IdempotencyConfig config) {
        return wrap(function, with(config).defineOperation(nameOf(function, config), resultType.getType()));
    }

    private static String nameOf(ThrowingFunction<?, ?, ?> function, IdempotencyConfig config) {
        return config.operationName()
                .orElseGet(() -> MethodReference.of(function).name());
    }

    private static <E extends @Nullable Object, R extends @Nullable Object, X extends Exception>
            IdempotentFunction<E, R, X> wrap(ThrowingFunction<E, R, X> function, IdempotentOperation<R> operation) {
        return payload -> operation.call(payload, () -> function.apply(payload));
    }

    private <R extends @Nullable Object> IdempotentOperation<R> defineOperation(String name, Type resultType) {
        return new IdempotentOperation<>(OptionCheck.operationName(name), ResultType.checked(resultType), settings);
    }
}
