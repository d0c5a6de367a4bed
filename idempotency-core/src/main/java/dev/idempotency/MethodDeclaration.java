package dev.idempotency;

import dev.idempotency.codec.DeclaredType;
import dev.idempotency.key.KeyDerivation;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What the annotations of a method say, and every fault of it. */
final class MethodDeclaration {

    private static final ResultType NO_RESULT = new ResultType(void.class, false);

    private final Method method;
    private final Idempotent annotation;
    private final Class<?> user;
    private final Class<?> namesake;
    private final Faults faults;

    /**
     * Looks at a method.
     *
     * @param method annotated with {@link Idempotent}
     * @param user the class or interface through which it is called: declares the method or inherits it
     * @param namesake the operation is named after, unless it has a name of its own
     * @param faults where faults are taken down
     */
    MethodDeclaration(Method method, Class<?> user, Class<?> namesake, Faults faults) {
        this.method = method;
        this.annotation = Objects.requireNonNull(method.getAnnotation(Idempotent.class));
        this.user = user;
        this.namesake = namesake;
        this.faults = faults;
    }

    /** The method as messages name it: {@code com.acme.Payments.charge(Order)}. */
    static String describe(Method method) {
        return method.getDeclaringClass().getName()
                + "."
                + method.getName()
                + Arrays.stream(method.getParameterTypes())
                        .map(Class::getSimpleName)
                        .collect(Collectors.joining(", ", "(", ")"));
    }

    static boolean isIdempotent(Method method) {
        return method.isAnnotationPresent(Idempotent.class);
    }

    static boolean hasMarkedParameters(Method method) {
        return !markedParameters(method).isEmpty();
    }

    /** The name of the operation, without a prefix. */
    String operationName() {
        String name = annotation.name();
        return name.isEmpty() ? namesake.getName() + "." + method.getName() : name;
    }

    /** Binds the method to a config. With faults taken down, what is returned is of no use. */
    IdempotentMethod bind(Settings settings) {
        tried(() -> OptionCheck.operationName(operationName()), "");
        if (method.getParameterCount() == 0) {
            fault("has no parameter that could tell one call from another; give it one");
        }
        ResultType result = tried(() -> ResultType.of(DeclaredType.ofResult(method, user)), NO_RESULT);
        if (result.value().equals(DeclaredType.of(Object.class).type())) {
            fault("result type java.lang.Object does not tell what to read a response as; declare it");
        }
        Settings own = settings.with(
                keys(settings.keys()),
                duration("expiresAfter", annotation.expiresAfter(), OptionCheck::expiry, settings.expiresAfter()),
                duration("lease", annotation.lease(), OptionCheck::lease, settings.lease()));
        return new IdempotentMethod(
                new IdempotentOperation<>(own.qualified(operationName()), own.responses(result.value()), own),
                markedParameters(method),
                result.isAsync());
    }

    private KeyDerivation keys(KeyDerivation shared) {
        String key = annotation.key();
        String validation = annotation.validation();
        KeyDerivation own = markedParameters(method).isEmpty() ? shared : shared.ofWholePayload();
        KeyDerivation keyed = key.isEmpty() ? own : tried(() -> own.withKey("key", key), own);
        return validation.isEmpty() ? keyed : tried(() -> keyed.withValidation("validation", validation), keyed);
    }

    private Duration duration(
            String option, String text, BiFunction<String, Duration, Duration> check, Duration unset) {
        return text.isEmpty() ? unset : tried(() -> check.apply(option, DurationText.parse(option, text)), unset);
    }

    private <T> T tried(Supplier<T> step, T instead) {
        return faults.tried(describe(method), step, instead);
    }

    private void fault(String problem) {
        faults.add(describe(method), problem);
    }

    private static List<Integer> markedParameters(Method method) {
        Parameter[] parameters = method.getParameters();
        return IntStream.range(0, parameters.length)
                .filter(i -> parameters[i].isAnnotationPresent(IdempotencyKey.class))
                .boxed()
                .toList();
    }
}
