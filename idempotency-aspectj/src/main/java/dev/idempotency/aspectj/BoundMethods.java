package dev.idempotency.aspectj;

import dev.idempotency.IdempotencyConfig;
import dev.idempotency.Idempotent;
import dev.idempotency.IdempotentMethod;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** The methods met so far, each bound to the config once. */
final class BoundMethods {

    private final IdempotencyConfig config;
    private final ConcurrentMap<Called, IdempotentMethod> bound = new ConcurrentHashMap<>();

    BoundMethods(IdempotencyConfig config) {
        this.config = Objects.requireNonNull(config, "config");
    }

    IdempotentMethod of(Method method, @Nullable Object target) {
        Called called = target == null || method.isAnnotationPresent(Idempotent.class)
                ? new Called(method, method.getDeclaringClass())
                : new Called(method, target.getClass());
        IdempotentMethod known = bound.get(called);
        return known != null ? known : bound.computeIfAbsent(called, this::bind);
    }

    private IdempotentMethod bind(Called called) {
        return IdempotentMethod.of(called.annotated(), config);
    }

    /**
     * A method, and the class whose annotation counts: behind a Spring proxy for an interface, the method is the
     * interface's, and the annotation that of one of the classes that implement it.
     */
    private record Called(Method method, Class<?> owner) {

        Method annotated() {
            return owner == method.getDeclaringClass()
                    ? method
                    : Arrays.stream(owner.getMethods())
                            .filter(other -> other.isAnnotationPresent(Idempotent.class) && !other.isBridge())
                            .filter(this::isImplementedBy)
                            .findFirst()
                            .orElse(method);
        }

        private boolean isImplementedBy(Method other) {
            return other.getName().equals(method.getName())
                    && Arrays.equals(other.getParameterTypes(), method.getParameterTypes());
        }
    }
}
