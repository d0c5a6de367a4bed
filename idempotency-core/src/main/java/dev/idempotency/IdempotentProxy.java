package dev.idempotency;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Stands in front of an object: annotated methods of one interface are idempotent, all others pass through. */
final class IdempotentProxy implements InvocationHandler {

    private final Object target;
    private final Map<Method, AnnotatedInterface.Route> routes;

    private IdempotentProxy(Object target, Map<Method, AnnotatedInterface.Route> routes) {
        this.target = target;
        this.routes = routes;
    }

    /**
     * Makes a proxy.
     *
     * @throws IllegalArgumentException telling everything that is wrong with the types and their annotations
     */
    static <T> T of(Class<T> type, T target, Settings settings) {
        if (!OptionCheck.present("proxy type", type).isInterface() || type.isSealed()) {
            throw OptionCheck.refusal(
                    "proxy type",
                    type.getName(),
                    "interfaces that are not sealed; for classes, weave idempotency-aspectj");
        }
        OptionCheck.present("proxy target", target);
        if (behind(target) != target) {
            throw OptionCheck.refusal("proxy target", "an idempotent proxy itself", "the object behind it");
        }
        IdempotentProxy proxy =
                new IdempotentProxy(target, new AnnotatedInterface(type, target.getClass()).routes(settings));
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, proxy));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] given) throws Throwable {
        @Nullable Object[] arguments = given == null ? new Object[0] : given;
        AnnotatedInterface.Route route = routes.get(method);
        if (route == null) {
            return ofObject(method, arguments);
        }
        return route.idempotent() == null
                ? pass(route.method(), arguments)
                : route.idempotent().invoke(arguments, () -> pass(route.method(), arguments));
    }

    /** A proxy equals what its target equals, itself included. */
    private @Nullable Object ofObject(Method method, @Nullable Object[] arguments) throws Throwable {
        return method.getName().equals("equals") ? target.equals(behind(arguments[0])) : pass(method, arguments);
    }

    private @Nullable Object pass(Method method, @Nullable Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw Objects.requireNonNull(e.getCause());
        }
    }

    private static @Nullable Object behind(@Nullable Object other) {
        return other != null
                        && Proxy.isProxyClass(other.getClass())
                        && Proxy.getInvocationHandler(other) instanceof IdempotentProxy proxy
                ? proxy.target
                : other;
    }
}
