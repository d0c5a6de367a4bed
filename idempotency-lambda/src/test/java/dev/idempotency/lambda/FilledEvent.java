package dev.idempotency.lambda;

import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.joda.time.DateTime;
import org.joda.time.DateTimeZone;
import org.jspecify.annotations.Nullable;

/** Event objects with a value in every property that has a setter, down to some depth. */
final class FilledEvent {

    private static final int DEPTH = 7;

    private FilledEvent() {}

    static Object of(Class<?> type) throws ReflectiveOperationException {
        return filled(type, DEPTH);
    }

    private static Object filled(Class<?> type, int depth) throws ReflectiveOperationException {
        Object event = type.getConstructor().newInstance();
        for (Method setter : setters(type).toList()) {
            Object value = valueOf(setter.getGenericParameterTypes()[0], setter.getName(), depth - 1);
            if (value != null) {
                setter.invoke(event, value);
            }
        }
        return event;
    }

    /** Where a property has two setters, the one that takes text comes last. */
    private static Stream<Method> setters(Class<?> type) {
        return Arrays.stream(type.getMethods())
                .filter(method -> method.getName().startsWith("set") && method.getParameterCount() == 1)
                .sorted(Comparator.comparing(Method::getName)
                        .thenComparing(method -> method.getParameterTypes()[0] == String.class));
    }

    private static @Nullable Object valueOf(Type type, String name, int depth) throws ReflectiveOperationException {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            Object content = valueOf(arguments[arguments.length - 1], name, depth);
            if (content == null) {
                return null;
            }
            return generic.getRawType() == Map.class ? Map.of("key", content) : List.of(content);
        }
        Class<?> raw = (Class<?>) type;
        if (raw.isEnum()) {
            return raw.getEnumConstants()[0];
        }
        if (raw.isArray()) {
            return null;
        }
        return raw.getName().startsWith("com.amazonaws.") ? nested(raw, depth) : scalarOf(raw, name);
    }

    private static @Nullable Object nested(Class<?> type, int depth) throws ReflectiveOperationException {
        boolean fillable = Arrays.stream(type.getConstructors()).anyMatch(made -> made.getParameterCount() == 0);
        return depth == 0 || !fillable ? null : filled(type, depth);
    }

    private static Object scalarOf(Class<?> type, String name) {
        return switch (type.getName()) {
            case "java.lang.String", "java.lang.Object" -> "text of " + name;
            case "int", "java.lang.Integer" -> 17;
            case "long", "java.lang.Long" -> 5_368_709_120L;
            case "double", "java.lang.Double" -> 0.25;
            case "boolean", "java.lang.Boolean" -> true;
            case "java.util.Date" -> Date.from(Instant.ofEpochMilli(1_773_342_238_215L));
            case "java.nio.ByteBuffer" -> ByteBuffer.wrap(new byte[] {0, 1, -1});
            case "org.joda.time.DateTime" -> new DateTime(1_773_342_238_215L, DateTimeZone.UTC);
            default -> throw new AssertionError("no value of type " + type + " for " + name);
        };
    }
}
