package dev.idempotency;

import dev.idempotency.codec.DeclaredType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An interface and the class behind it: finds the methods that either of them annotates, and every fault on the way. */
final class AnnotatedInterface {

    private final Class<?> type;
    private final Class<?> target;
    private final Faults faults = new Faults();
    private final Map<String, Method> operations = new HashMap<>();

    AnnotatedInterface(Class<?> type, Class<?> target) {
        this.type = type;
        this.target = target;
    }

    /**
     * Where the calls of one of the interface's methods go.
     *
     * @param method the interface's method, made accessible
     * @param idempotent {@code null} for a method that is not annotated
     */
    record Route(Method method, @Nullable IdempotentMethod idempotent) {}

    /**
     * The routes of all methods of the interface.
     *
     * @throws IllegalArgumentException telling every fault
     */
    Map<Method, Route> routes(Settings settings) {
        Map<Method, Route> routes = new HashMap<>();
        instanceMethods(type).forEach(method -> routes.put(method, route(method, settings)));
        if (operations.isEmpty()) {
            faults.add(type.getName(), "no method is annotated with @Idempotent, here or in " + target.getName());
        }
        refuseWhatIsNeverCalled();
        faults.throwIfAny();
        return Map.copyOf(routes);
    }

    private Route route(Method method, Settings settings) {
        if (!method.trySetAccessible()) {
            fault(method, "is not accessible; open " + type.getPackageName() + " to dev.idempotency.core");
        }
        return annotated(method)
                .map(declaration -> new Route(method, bind(declaration, settings)))
                .orElseGet(() -> new Route(method, null));
    }

    /** The declaration that carries the annotation: the interface's, or that of the class behind it. */
    private Optional<Method> annotated(Method method) {
        List<Method> declarations = Stream.concat(Stream.of(method), implementation(method).stream())
                .distinct()
                .toList();
        declarations.stream()
                .filter(declaration -> !MethodDeclaration.isIdempotent(declaration))
                .filter(MethodDeclaration::hasMarkedParameters)
                .forEach(declaration -> fault(
                        declaration, "has a parameter with @IdempotencyKey but no @Idempotent; put them together"));
        List<Method> annotated =
                declarations.stream().filter(MethodDeclaration::isIdempotent).toList();
        if (annotated.size() > 1) {
            fault(method, "is annotated here and in " + target.getName() + "; keep one of the annotations");
        }
        return annotated.stream().findFirst();
    }

    private IdempotentMethod bind(Method declaration, Settings settings) {
        Class<?> user = declaration.getDeclaringClass().isInterface() ? type : target;
        MethodDeclaration read = new MethodDeclaration(declaration, user, faults);
        Method other = operations.putIfAbsent(read.operationName(), declaration);
        if (other != null) {
            fault(
                    declaration,
                    "has the same operation name as " + MethodDeclaration.describe(other)
                            + "; give one of them another by @Idempotent(name = \"...\")");
        }
        return read.bind(settings);
    }

    /** The method that the class behind the interface runs, if it can be found by its parameters. */
    private Optional<Method> implementation(Method method) {
        try {
            return Optional.of(target.getMethod(method.getName(), DeclaredType.parametersOf(method, target)));
        } catch (NoSuchMethodException e) {
            return Optional.empty();
        }
    }

    /** An annotation on a method of the class that no interface declares would do nothing, without a word. */
    private void refuseWhatIsNeverCalled() {
        Set<Method> called = new HashSet<>();
        interfacesOf(target).flatMap(AnnotatedInterface::instanceMethods).forEach(method -> implementation(method)
                .ifPresent(called::add));
        hierarchyOf(target)
                .flatMap(declaring -> Arrays.stream(declaring.getDeclaredMethods()))
                .filter(method -> MethodDeclaration.isIdempotent(method) && !method.isBridge())
                .filter(method -> !called.contains(method))
                .sorted(Comparator.comparing(Method::toString))
                .forEach(method -> fault(
                        method,
                        "is annotated but never called through " + type.getName()
                                + "; declare it there, or weave the class with idempotency-aspectj"));
    }

    private void fault(Method method, String problem) {
        faults.add(MethodDeclaration.describe(method), problem);
    }

    private static Stream<Method> instanceMethods(Class<?> type) {
        return Arrays.stream(type.getMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                .sorted(Comparator.comparing(Method::toString));
    }

    private static Stream<Class<?>> hierarchyOf(Class<?> type) {
        return Stream.iterate(type, declaring -> declaring != null, Class::getSuperclass);
    }

    private static Stream<Class<?>> interfacesOf(Class<?> type) {
        return hierarchyOf(type)
                .flatMap(declaring -> Arrays.stream(declaring.getInterfaces()))
                .flatMap(direct -> Stream.concat(Stream.of(direct), interfacesOf(direct)));
    }
}
