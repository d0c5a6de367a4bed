package dev.idempotency.codec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Stores results as JSON.
 *
 * <p>The declared type is used in both directions, so generic and polymorphic results keep what they need to be read
 * again. Reading is strict about trailing text.
 *
 * @param <R> result type
 */
public final class JacksonResponseCodec<R extends @Nullable Object> implements ResponseCodec<R> {

    private final JavaType type;
    private final ObjectWriter writer;
    private final ObjectWriter untypedWriter;
    private final ObjectReader reader;

    /**
     * Creates the codec of one result type.
     *
     * @param mapper used as it is configured
     * @param type the declared result type, generics included
     */
    public JacksonResponseCodec(ObjectMapper mapper, Type type) {
        this.type = DeclaredType.asKnownTo(mapper.getTypeFactory(), type);
        this.writer = mapper.writerFor(this.type);
        this.untypedWriter = mapper.writer();
        this.reader = mapper.readerFor(this.type).with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    }

    @Override
    public String encode(R result) throws ResponseCodecException {
        try {
            return writerOf(result).writeValueAsString(result);
        } catch (JsonProcessingException | RuntimeException | LinkageError | StackOverflowError e) {
            throw new ResponseCodecException(
                    "result of type " + type.toCanonical() + " cannot be written as JSON" + where(e));
        }
    }

    @Override
    public R decode(String response) throws ResponseCodecException {
        try {
            return reader.readValue(response);
        } catch (JsonProcessingException | RuntimeException | LinkageError | StackOverflowError e) {
            throw new ResponseCodecException("stored response cannot be read as " + type.toCanonical() + where(e));
        }
    }

    /**
     * As the declared type, an instance of a subclass would lose what only the subclass has. Written as what it is, it
     * cannot be read as the declared type, which is told to its duplicates.
     */
    private ObjectWriter writerOf(R result) {
        boolean subclass = result != null
                && type.isConcrete()
                && !type.isPrimitive()
                && !type.isContainerType()
                && result.getClass() != type.getRawClass();
        return subclass ? untypedWriter : writer;
    }

    /** The parser's own message may quote the response; its class and the property path do not. */
    private static String where(Throwable e) {
        String path = e instanceof JsonMappingException mapping
                ? mapping.getPath().stream().map(JacksonResponseCodec::name).collect(Collectors.joining("."))
                : "";
        return (path.isEmpty() ? "" : ", at " + path) + " (" + e.getClass().getSimpleName() + ")";
    }

    /** What is no field of the class, such as a map's key or an unknown property, is data and left out. */
    private static String name(JsonMappingException.Reference step) {
        if (step.getFieldName() == null) {
            return "[" + step.getIndex() + "]";
        }
        Object from = step.getFrom();
        Class<?> type = from instanceof Class<?> asClass ? asClass : from == null ? Object.class : from.getClass();
        return hasField(type, step.getFieldName()) ? step.getFieldName() : "*";
    }

    private static boolean hasField(@Nullable Class<?> type, String name) {
        return type != null
                && (Arrays.stream(type.getDeclaredFields())
                                .anyMatch(field -> field.getName().equals(name))
                        || hasField(type.getSuperclass(), name));
    }
}
