package dev.idempotency;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An interface and the class behind it: finds the methods that either of them annotates, and every fault on the way. */
final class AnnotatedInterface {

    private final Class<?> type;
    private final Class<?> target;
    private final SameMethods methods;
    private final Faults faults = new Faults();
    private final Map<String, Method> operations = new HashMap<>();

    AnnotatedInterface(Class<?> type, Class<?> target) {
        this.type = type;
        this.target = target;
        this.methods = new SameMethods(type, target);
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
        Map<SameMethods.Signature, Optional<IdempotentMethod>> bound = new HashMap<>();
        inOrder(type.getMethods()).filter(SameMethods::isOfInstances).forEach(method -> {
            requireAccess(method);
            SameMethods.Signature signature = methods.signature(method);
            Optional<IdempotentMethod> idempotent = bound.computeIfAbsent(
                    signature, called -> annotated(methods.declarations(called)).map(found -> bind(found, settings)));
            routes.put(method, new Route(method, idempotent.orElse(null)));
        });
        refuseWhatIsNeverCalled();
        if (operations.isEmpty()) {
            faults.add(type.getName(), "no method is annotated with @Idempotent, here or in " + target.getName());
        }
        faults.throwIfAny();
        return Map.copyOf(routes);
    }

    private void requireAccess(Method method) {
        if (!method.trySetAccessible()) {
            fault(method, "is not accessible; open " + type.getPackageName() + " to dev.idempotency.core");
        }
    }

    /** The declaration whose annotation counts: an overriding one before those that it overrides. */
    private Optional<Method> annotated(List<Method> declarations) {
        declarations.stream()
                .filter(declaration -> !MethodDeclaration.isIdempotent(declaration))
                .filter(MethodDeclaration::hasMarkedParameters)
                .forEach(declaration -> fault(
                        declaration, "has a parameter with @IdempotencyKey but no @Idempotent; put them together"));
        List<Method> annotated =
                declarations.stream().filter(MethodDeclaration::isIdempotent).toList();
        List<Method> standing = annotated.stream()
                .filter(declaration -> annotated.stream().noneMatch(other -> overrides(other, declaration)))
                .toList();
        if (standing.size() > 1) {
            fault(
                    standing.get(0),
                    "is annotated here and in "
                            + standing.get(1).getDeclaringClass().getName() + "; keep one of the annotations");
        }
        return standing.stream().findFirst();
    }

    /** An annotation on an interface and one on a class are both meant, and neither is better. */
    private static boolean overrides(Method method, Method other) {
        Class<?> declaring = method.getDeclaringClass();
        Class<?> overridden = other.getDeclaringClass();
        return declaring != overridden
                && overridden.isAssignableFrom(declaring)
                && overridden.isInterface() == declaring.isInterface();
    }

    private IdempotentMethod bind(Method declaration, Settings settings) {
        MethodDeclaration read = new MethodDeclaration(declaration, target, namesake(declaration), faults);
        Method other = operations.putIfAbsent(read.operationName(), declaration);
        if (other != null) {
            fault(
                    declaration,
                    "has the same operation name as " + MethodDeclaration.describe(other)
                            + "; give one of them another by @Idempotent(name = \"...\")");
        }
        return read.bind(settings);
    }

    /** A generic declaration serves many types, whose operations are not to be mixed up: the type that binds it counts. */
    private Class<?> namesake(Method declaration) {
        Class<?> declaring = declaration.getDeclaringClass();
        if (!isGeneric(declaring)) {
            return declaring;
        }
        return declaring.isInterface() && !isGeneric(type) ? type : target;
    }

    private static boolean isGeneric(Class<?> declaring) {
        return declaring.getTypeParameters().length > 0;
    }

    /** An annotation on a method that the proxy does not see called would do nothing, without a word. */
    private void refuseWhatIsNeverCalled() {
        methods.neverCalled()
                .filter(MethodDeclaration::isIdempotent)
                .sorted(Comparator.comparing(Method::toString))
                .forEach(method -> fault(
                        method,
                        "is annotated but never called through " + type.getName() + "; "
                                + (Modifier.isStatic(method.getModifiers()) ? "" : "declare it there, or ")
                                + "weave the class with idempotency-aspectj"));
    }

    private void fault(Method method, String problem) {
        faults.add(MethodDeclaration.describe(method), problem);
    }

    private static Stream<Method> inOrder(Method[] methods) {
        return Arrays.stream(methods).sorted(Comparator.comparing(Method::toString));
    }
}
