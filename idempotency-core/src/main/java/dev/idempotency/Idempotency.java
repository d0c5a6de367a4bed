package dev.idempotency;

import com.fasterxml.jackson.core.type.TypeReference;
import java.lang.reflect.Type;
import java.util.concurrent.CompletionStage;
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

    /** The stored records, for operators. */
    public IdempotencyRecords records() {
        return new IdempotencyRecords(settings);
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
        return defineOperation(name, ResultType.ofValue(resultType));
    }

    /**
     * Defines an operation with a generic result type: {@code new TypeReference<List<Receipt>>() {}}.
     *
     * @param name as in {@link #operation(String, Class)}
     * @param resultType what a stored response is read as
     * @throws IllegalArgumentException as in {@link #operation(String, Class)}
     */
    public <R extends @Nullable Object> IdempotentOperation<R> operation(String name, TypeReference<R> resultType) {
        return defineOperation(name, ResultType.ofValue(resultType.getType()));
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
                function, nameOf(function, config), MethodReference.of(function).resultType(), config);
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
        return wrap(function, nameOf(function, config), resultType, config);
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
        return wrap(function, nameOf(function, config), resultType.getType(), config);
    }

    /**
     * Puts a proxy in front of an object: its methods with {@link Idempotent} run once per key, all others pass through,
     * {@code equals}, {@code hashCode} and {@code toString} included. The annotation is found on the interface or on the
     * object's class. Calls that the object makes to itself do not come through the proxy.
     *
     * <pre>{@code
     * Payments payments = Idempotency.proxy(Payments.class, new StripePayments(), config);
     * }</pre>
     *
     * @param type an interface
     * @param target does the work; two targets of one class and config share their operations
     * @param config for what the annotations leave unset; a name set by {@link IdempotencyConfig#named} is not used here
     * @throws IllegalArgumentException telling everything that is wrong with the annotations, method by method
     */
    public static <T> T proxy(Class<T> type, T target, IdempotencyConfig config) {
        return IdempotentProxy.of(type, target, config.settings());
    }

    private static String nameOf(ThrowingFunction<?, ?, ?> function, IdempotencyConfig config) {
        return config.operationName()
                .orElseGet(() -> MethodReference.of(function).name());
    }

    private static <E extends @Nullable Object, R extends @Nullable Object, X extends Exception>
            IdempotentFunction<E, R, X> wrap(
                    ThrowingFunction<E, R, X> function, String name, Type declared, IdempotencyConfig config) {
        ResultType resultType = ResultType.of(declared);
        if (resultType.isAsync()) {
            return wrapAsync(function, with(config).defineOperation(name, resultType.value()));
        }
        IdempotentOperation<R> operation = with(config).defineOperation(name, resultType.value());
        return payload -> operation.call(payload, () -> function.apply(payload));
    }

    /** The function's declared result R is a stage, and a CompletableFuture is one of either declared kind. */
    @SuppressWarnings("unchecked")
    private static <E extends @Nullable Object, R extends @Nullable Object, X extends Exception>
            IdempotentFunction<E, R, X> wrapAsync(
                    ThrowingFunction<E, R, X> function, IdempotentOperation<Object> operation) {
        return payload -> (R) operation.callAsync(payload, () -> (CompletionStage<Object>) function.apply(payload));
    }

    private <R extends @Nullable Object> IdempotentOperation<R> defineOperation(String name, Type resultType) {
        return new IdempotentOperation<>(
                settings.qualified(OptionCheck.operationName(name)), settings.responses(resultType), settings);
    }
}
