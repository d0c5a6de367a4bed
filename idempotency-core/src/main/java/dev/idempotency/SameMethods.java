package dev.idempotency;

import dev.idempotency.codec.DeclaredType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which declarations of an interface, its super-interfaces, the class behind it and its superclasses are one method: one
 * name, and one list of parameters once the class has bound all type variables.
 */
final class SameMethods {

    private final Class<?> target;
    private final List<Method> ofInterface;
    private final List<Method> ofClass;

    SameMethods(Class<?> type, Class<?> target) {
        this.target = target;
        this.ofInterface = declaredIn(interfacesFrom(type));
        this.ofClass = declaredIn(hierarchyOf(target));
    }

    /** What is one method to its callers. */
    record Signature(String name, List<Class<?>> parameters) {}

    /** The signature of a method of the interface; a bridge has that of the method behind it. */
    Signature signature(Method method) {
        return method.isBridge()
                ? ofInterface.stream()
                        .filter(bridged -> isErasedAlike(method, bridged))
                        .findFirst()
                        .map(this::resolved)
                        .orElseGet(() -> resolved(method))
                : resolved(method);
    }

    /** The declarations of a method, overriding ones before those that they override, the interface's first. */
    List<Method> declarations(Signature signature) {
        return Stream.concat(ofInterface.stream(), ofClass.stream())
                .filter(SameMethods::isOfInstances)
                .filter(method -> resolved(method).equals(signature))
                .toList();
    }

    /** The declarations that no caller of an object gets to through any of its interfaces. */
    Stream<Method> neverCalled() {
        Set<Signature> called = hierarchyOf(target)
                .flatMap(declaring -> Arrays.stream(declaring.getInterfaces()))
                .flatMap(SameMethods::interfacesFrom)
                .distinct()
                .flatMap(declaring -> Arrays.stream(declaring.getDeclaredMethods()))
                .filter(SameMethods::isOfInstances)
                .map(this::resolved)
                .collect(Collectors.toSet());
        return Stream.concat(ofInterface.stream(), ofClass.stream())
                .filter(method -> !isOfInstances(method) || !called.contains(resolved(method)));
    }

    /** Whether it belongs to objects, for others than themselves to call. */
    static boolean isOfInstances(Method method) {
        return !Modifier.isStatic(method.getModifiers()) && !Modifier.isPrivate(method.getModifiers());
    }

    private Signature resolved(Method method) {
        return new Signature(method.getName(), List.of(DeclaredType.parametersOf(method, target)));
    }

    private static boolean isErasedAlike(Method method, Method other) {
        return method.getName().equals(other.getName())
                && Arrays.equals(method.getParameterTypes(), other.getParameterTypes());
    }

    private static List<Method> declaredIn(Stream<Class<?>> classes) {
        return classes.distinct()
                .flatMap(declaring -> Arrays.stream(declaring.getDeclaredMethods()))
                .filter(method -> !method.isBridge())
                .toList();
    }

    private static Stream<Class<?>> hierarchyOf(Class<?> type) {
        return Stream.iterate(type, declaring -> declaring != null, Class::getSuperclass);
    }

    private static Stream<Class<?>> interfacesFrom(Class<?> type) {
        return Stream.concat(
                Stream.of(type), Arrays.stream(type.getInterfaces()).flatMap(SameMethods::interfacesFrom));
    }
}
