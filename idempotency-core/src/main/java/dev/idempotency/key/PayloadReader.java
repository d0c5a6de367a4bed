package dev.idempotency.key;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.util.Map;

/** Turns payloads into JSON trees within {@link PayloadLimits}, by the user's mapper. Safe for use by many threads. */
final class PayloadReader {

    private static final int LONGEST_PATH = 16;

    private final ObjectMapper mapper;
    private final ObjectWriter writer;

    /** Takes the mapper's configuration as it stands; the payload stays open for the function that gets it next. */
    PayloadReader(ObjectMapper mapper) {
        this.mapper = mapper;
        this.writer = mapper.writer().without(SerializationFeature.CLOSE_CLOSEABLE);
    }

    /**
     * The payload as a tree of plain JSON types. A tree of those is taken as it is, and {@link JsonText} is parsed.
     *
     * @throws UnusablePayloadException if the payload cannot be written as JSON or is beyond the limits
     */
    JsonNode read(Object payload) {
        if (payload instanceof JsonText json) {
            return EmbeddedJson.parse(json.text());
        }
        return payload instanceof JsonNode tree && PlainTree.test(tree) ? tree : write(payload);
    }

    private JsonNode write(Object payload) {
        TreeWriter out = new TreeWriter(mapper);
        try {
            writer.writeValue(out, payload);
            return out.tree();
        } catch (StackOverflowError e) {
            // A reference that holds itself is followed without a word to the generator, whose depth is bounded.
            throw PayloadLimits.tooDeep();
        } catch (IOException | RuntimeException e) {
            out.requireAccepted();
            throw new UnusablePayloadException(failure(payload, e));
        }
    }

    private static String failure(Object payload, Exception e) {
        StringBuilder text = new StringBuilder("an object of ")
                .append(payload.getClass().getName())
                .append(" cannot be written as JSON");
        if (e instanceof JsonMappingException mapping) {
            appendPath(mapping, text);
        }
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return text.append(" (").append(cause.getClass().getName()).append(')').toString();
    }

    /** Names of members only: the keys of a map are data of the payload. */
    private static void appendPath(JsonMappingException e, StringBuilder text) {
        text.append(", at $");
        int length = 0;
        for (JsonMappingException.Reference step : e.getPath()) {
            if (++length > LONGEST_PATH) {
                text.append("...");
                return;
            }
            if (step.getFieldName() == null) {
                text.append('[').append(step.getIndex()).append(']');
            } else if (step.getFrom() instanceof Map) {
                text.append("[*]");
            } else {
                text.append('.').append(step.getFieldName());
            }
        }
    }
}
