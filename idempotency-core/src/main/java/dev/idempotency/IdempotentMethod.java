package dev.idempotency;

import dev.idempotency.IdempotentOperation.Payload;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A method annotated with {@link Idempotent}, bound to a config: what stands between a proxy or an aspect, which brings
 * arguments and the way on, and an {@link IdempotentOperation}.
 *
 * <p>Immutable and thread-safe. Made once per method, for the annotation is read and checked then.
 */
public final class IdempotentMethod {

    private final IdempotentOperation<Object> operation;
    private final List<Integer> keyParameters;
    private final boolean isAsync;

    /**
     * Binds a method.
     *
     * @param keyParameters which parameters are the payload; all of them if there is none
     * @param isAsync whether the method returns a stage of its result
     */
    IdempotentMethod(IdempotentOperation<Object> operation, List<Integer> keyParameters, boolean isAsync) {
        this.operation = operation;
        this.keyParameters = keyParameters;
        this.isAsync = isAsync;
    }

    /** The call that was intercepted, on its way on. */
    @FunctionalInterface
    public interface Invocation {

        /**
         * Runs the method itself.
         *
         * @throws Throwable whatever the method throws
         */
        @Nullable
        Object proceed() throws Throwable;
    }

    /**
     * Binds a method.
     *
     * @param method annotated with {@link Idempotent}
     * @throws IllegalArgumentException telling, with the method's name, everything that is wrong with the annotation
     */
    public static IdempotentMethod of(Method method, IdempotencyConfig config) {
        if (!MethodDeclaration.isIdempotent(method)) {
            throw new IllegalArgumentException(
                    MethodDeclaration.describe(method) + " is not annotated with @Idempotent");
        }
        Faults faults = new Faults();
        Class<?> declaring = method.getDeclaringClass();
        IdempotentMethod bound = new MethodDeclaration(method, declaring, declaring, faults).bind(config.settings());
        faults.throwIfAny();
        return bound;
    }

    /**
     * Runs the method, or replays the result of the call that ran it for an equal key.
     *
     * @param arguments of this call
     * @param invocation the method's own code, with these arguments
     * @return what the method returns; for a method that returns a stage, a {@link java.util.concurrent.CompletableFuture}
     * @throws Throwable exactly as the method threw it, or a {@link dev.idempotency.error.IdempotencyException}
     */
    @SuppressWarnings("unchecked") // The type was checked when the method was bound.
    public @Nullable Object invoke(@Nullable Object[] arguments, Invocation invocation) throws Throwable {
        Payload payload = payload(arguments);
        if (isAsync) {
            CompletionStage<Object> started =
                    operation.start(payload, () -> (CompletionStage<Object>) proceed(invocation), Outcome::result);
            return started;
        }
        return operation.execute(payload, () -> proceed(invocation)).result();
    }

    /** No exception type is declared, for the method's own are not known here; they pass as they are. */
    @SuppressWarnings("NullAway") // A result of null is one, too: NullAway knows no nullable type arguments.
    private static Object proceed(Invocation invocation) {
        try {
            return invocation.proceed();
        } catch (Throwable failure) {
            throw IdempotentMethod.<RuntimeException>asDeclared(failure);
        }
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <X extends Throwable> X asDeclared(Throwable failure) throws X {
        throw (X) failure;
    }

    private Payload payload(@Nullable Object[] arguments) {
        Object whole = single(Arrays.asList(arguments));
        return keyParameters.isEmpty()
                ? new Payload(whole, whole)
                : new Payload(
                        single(keyParameters.stream().map(i -> arguments[i]).toList()), whole);
    }

    /** A single argument stands for itself. */
    private static @Nullable Object single(List<@Nullable Object> arguments) {
        return arguments.size() == 1 ? arguments.get(0) : arguments;
    }
}
