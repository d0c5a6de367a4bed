package dev.idempotency.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import java.io.IOException;
import java.lang.reflect.Method;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Passes over stored properties that the class itself derives, such as {@code isPaid()} of a record: they were written
 * with the others, and nothing could set them. A property that the class does not have stays an error, for a deploy
 * that renamed one must not silently lose it.
 */
final class DerivedProperties extends DeserializationProblemHandler {

    @Override
    public boolean handleUnknownProperty(
            DeserializationContext context,
            JsonParser parser,
            @Nullable JsonDeserializer<?> deserializer,
            Object beanOrClass,
            String name)
            throws IOException {
        Class<?> type = beanOrClass instanceof Class<?> asClass ? asClass : beanOrClass.getClass();
        if (Arrays.stream(type.getMethods()).noneMatch(method -> isGetter(method, name))) {
            return false;
        }
        parser.skipChildren();
        return true;
    }

    private static boolean isGetter(Method method, String property) {
        return method.getParameterCount() == 0
                && (method.getName().equalsIgnoreCase("get" + property)
                        || method.getName().equalsIgnoreCase("is" + property));
    }
}
