package dev.idempotency.aspectj;

import dev.idempotency.Idempotency;
import dev.idempotency.IdempotencyConfig;
import dev.idempotency.IdempotentOperation;
import dev.idempotency.ThrowingFunction;
import dev.idempotency.aspectj.woven.WovenResults;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The ways in which users make a function idempotent. */
enum WayIn {
    PROXY {
        @Override
        @Nullable
        Object call(ResultCase of, IdempotencyConfig config, Call call) throws ReflectiveOperationException {
            Results target = (Results) Proxy.newProxyInstance(
                    Results.class.getClassLoader(),
                    new Class<?>[] {Results.class},
                    (proxy, method, arguments) -> call.function().get());
            Results proxy = Idempotency.proxy(Results.class, target, config);
            return of.methodOf(Results.class).invoke(proxy, call.id());
        }
    },

    FUNCTION {
        @Override
        @Nullable
        Object call(ResultCase of, IdempotencyConfig config, Call call) {
            ThrowingFunction<String, Object, RuntimeException> function = id -> call.result();
            return Idempotency.makeIdempotent(function, of.type(), config.named("function"))
                    .apply(call.id());
        }
    },

    OPERATION {
        @Override
        @Nullable
        Object call(ResultCase of, IdempotencyConfig config, Call call) {
            return operation(of, config).execute(call.id(), call::result).result();
        }
    },

    ASYNC {
        @Override
        @Nullable
        Object call(ResultCase of, IdempotencyConfig config, Call call) {
            return operation(of, config)
                    .callAsync(call.id(), () -> CompletableFuture.supplyAsync(call::result))
                    .join();
        }
    },

    ASPECT {
        @Override
        @Nullable
        Object call(ResultCase of, IdempotencyConfig config, Call call) throws ReflectiveOperationException {
            IdempotencyAspect.configure(config);
            WovenResults woven = new WovenResults(call.function());
            return of.methodOf(WovenResults.class).invoke(woven, call.id());
        }
    };

    /**
     * One call.
     *
     * @param id its payload
     * @param function the work
     */
    record Call(String id, Supplier<@Nullable Object> function) {

        /** A result of {@code null} is one, too: NullAway knows no nullable type arguments. */
        @SuppressWarnings("NullAway")
        Object result() {
            return function.get();
        }
    }

    /**
     * Makes the function idempotent anew, as another machine would, and calls it.
     *
     * @throws InvocationTargetException if the call fails
     */
    abstract @Nullable Object call(ResultCase of, IdempotencyConfig config, Call call)
            throws ReflectiveOperationException;

    IdempotentOperation<Object> operation(ResultCase of, IdempotencyConfig config) {
        return Idempotency.with(config).operation(name(), of.type());
    }
}
