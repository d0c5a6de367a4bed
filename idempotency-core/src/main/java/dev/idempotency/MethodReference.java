package dev.idempotency;

import dev.idempotency.codec.DeclaredType;
import java.lang.invoke.MethodType;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The method behind a method reference, which can name an operation and tell its result type.
 *
 * <p>A serializable functional object describes itself through {@link SerializedLambda}: that names the method, and the
 * method's declaration has the generic result type that the functional object has lost.
 */
final class MethodReference {

    private final Method method;
    private final String resultHint;

    private MethodReference(Method method, String resultHint) {
        this.method = method;
        this.resultHint = resultHint;
    }

    /**
     * Looks behind a function.
     *
     * @throws IllegalArgumentException for anything but a reference to a named method, saying what to write instead
     */
    static MethodReference of(ThrowingFunction<?, ?, ?> function) {
        SerializedLambda lambda = describe(function);
        if (lambda == null) {
            throw refusal("it does not tell which method it stands for", "Result");
        }
        ClassLoader loader = function.getClass().getClassLoader();
        Method method = findMethod(loader, lambda);
        if (method == null || method.isSynthetic()) {
            throw refusal("it is a lambda, not a reference to a named method", hintOf(lambda, loader));
        }
        return new MethodReference(method, hintOf(lambda, loader));
    }

    /**
     * Declaring class and method, {@code com.acme.Payments.charge}.
     *
     * @throws IllegalArgumentException if other functions would have the same name
     */
    String name() {
        String name = method.getDeclaringClass().getName() + "." + method.getName();
        if (isForeign(method.getDeclaringClass())) {
            throw refusal(name + " is no name of an operation", resultHint);
        }
        if (isOverloaded(method)) {
            throw refusal(name + " is overloaded, so its name is shared", resultHint);
        }
        return name;
    }

    /**
     * The declared result type, generics included.
     *
     * @throws IllegalArgumentException if it does not tell what to read a stored response as
     */
    Type resultType() {
        Type type = method.getGenericReturnType();
        if (type == Object.class || DeclaredType.isOpen(type)) {
            throw refusal("its declared result type is " + type.getTypeName(), resultHint);
        }
        return type;
    }

    /** Of functional interfaces such as java.util.function.Function, whose methods stand for any function at all. */
    private static boolean isForeign(Class<?> declaring) {
        return declaring.getName().startsWith("java.") || declaring.getPackage() == MethodReference.class.getPackage();
    }

    private static boolean isOverloaded(Method method) {
        return Arrays.stream(method.getDeclaringClass().getDeclaredMethods())
                        .filter(other -> other.getName().equals(method.getName()) && !other.isBridge())
                        .count()
                > 1;
    }

    /** {@code null} for an ordinary object, and for a function of a module that is not open to this one. */
    private static @Nullable SerializedLambda describe(ThrowingFunction<?, ?, ?> function) {
        try {
            Method writeReplace = function.getClass().getDeclaredMethod("writeReplace");
            writeReplace.setAccessible(true);
            return writeReplace.invoke(function) instanceof SerializedLambda lambda ? lambda : null;
        } catch (ReflectiveOperationException | RuntimeException e) {
            return null;
        }
    }

    private static @Nullable Method findMethod(@Nullable ClassLoader loader, SerializedLambda lambda) {
        try {
            Class<?> start = Class.forName(lambda.getImplClass().replace('/', '.'), false, loader);
            return Stream.<Class<?>>iterate(start, type -> type != null, Class::getSuperclass)
                    .flatMap(type -> Stream.concat(Stream.of(type), allInterfaces(type)))
                    .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                    .filter(method -> method.getName().equals(lambda.getImplMethodName()))
                    .filter(method -> descriptor(method).equals(lambda.getImplMethodSignature()))
                    .findFirst()
                    .orElse(null);
        } catch (ClassNotFoundException e) {
            return null;
        }
    }

    private static Stream<Class<?>> allInterfaces(Class<?> type) {
        return Arrays.stream(type.getInterfaces())
                .flatMap(direct -> Stream.concat(Stream.of(direct), allInterfaces(direct)));
    }

    private static String descriptor(Method method) {
        return MethodType.methodType(method.getReturnType(), method.getParameterTypes())
                .toMethodDescriptorString();
    }

    /** The result's class name as the compiler saw it, for the message only. */
    private static String hintOf(SerializedLambda lambda, @Nullable ClassLoader loader) {
        try {
            return MethodType.fromMethodDescriptorString(lambda.getInstantiatedMethodType(), loader)
                    .returnType()
                    .getSimpleName();
        } catch (TypeNotPresentException e) {
            return "Result";
        }
    }

    private static IllegalArgumentException refusal(String reason, String resultType) {
        return new IllegalArgumentException("Cannot infer the operation's name and result type from the function: "
                + reason + ". Write makeIdempotent(function, " + resultType + ".class, config.named(\"...\")), with a "
                + "TypeReference for a generic result type");
    }
}
