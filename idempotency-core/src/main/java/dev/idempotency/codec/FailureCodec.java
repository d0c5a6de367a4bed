package dev.idempotency.codec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.Constructor;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Stores what an operation failed with: class name and message, as a JSON object of those two.
 *
 * <p>Reading rebuilds the throwable only through a public constructor of one message or of nothing, and only of classes
 * that are throwables; no other class is initialised, whatever name a record holds.
 */
public final class FailureCodec {

    private static final int LONGEST_MESSAGE = 4096;

    private FailureCodec() {}

    /**
     * A recorded failure.
     *
     * @param type class name of the throwable
     * @param rebuilt a throwable of that class with the recorded message, {@code null} where it cannot be made
     */
    public record Failure(String type, @Nullable Throwable rebuilt) {}

    /** The text to store for a failure; a message is cut at 4096 characters. */
    public static String encode(Throwable failure) {
        ObjectNode stored = JsonNodeFactory.instance.objectNode();
        stored.put("type", failure.getClass().getName());
        String message = failure.getMessage();
        if (message != null) {
            stored.put("message", message.substring(0, Math.min(message.length(), LONGEST_MESSAGE)));
        }
        return stored.toString();
    }

    /**
     * The failure that was stored as the given text.
     *
     * @throws ResponseCodecException if the text is not a stored failure
     */
    public static Failure decode(String stored) throws ResponseCodecException {
        JsonNode node;
        try {
            node = new JsonMapper().readTree(stored);
        } catch (JsonProcessingException e) {
            throw new ResponseCodecException("stored failure is not JSON");
        }
        if (!node.path("type").isTextual()) {
            throw new ResponseCodecException("stored failure names no type");
        }
        String type = node.path("type").textValue();
        return new Failure(type, rebuild(type, node.path("message").textValue()).orElse(null));
    }

    private static Optional<Throwable> rebuild(String type, @Nullable String message) {
        try {
            ClassLoader loader = Thread.currentThread().getContextClassLoader();
            Class<?> found = Class.forName(type, false, loader);
            if (!Throwable.class.isAssignableFrom(found)) {
                return Optional.empty();
            }
            return Optional.of((Throwable) newInstance(found, message));
        } catch (ReflectiveOperationException | LinkageError | RuntimeException e) {
            return Optional.empty();
        }
    }

    private static Object newInstance(Class<?> type, @Nullable String message) throws ReflectiveOperationException {
        for (Constructor<?> constructor : type.getConstructors()) {
            if (constructor.getParameterCount() == 1 && constructor.getParameterTypes()[0] == String.class) {
                return constructor.newInstance(message);
            }
        }
        return type.getConstructor().newInstance();
    }
}
