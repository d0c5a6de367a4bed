package dev.idempotency.key;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Locale;

/**
 * What a text has in it, decoded by a function with the name and the meaning that Powertools for AWS Lambda gives it.
 *
 * <p>Null gives null, so that an absent {@code body} in {@code powertools_json(body).id} makes the key missing rather
 * than the call fail. Any other argument than a text is refused, and so is a text that cannot be decoded.
 */
enum Decoding {

    /** {@code powertools_json(text)}: the value that the JSON text stands for. */
    POWERTOOLS_JSON {
        @Override
        JsonNode decode(String text) {
            return EmbeddedJson.parse(text);
        }
    },

    /** {@code powertools_base64(text)}: the UTF-8 text in base64. */
    POWERTOOLS_BASE64 {
        @Override
        JsonNode decode(String text) {
            return TextNode.valueOf(EncodedText.base64(text));
        }
    },

    /** {@code powertools_base64_gzip(text)}: the UTF-8 text, zipped, in base64. */
    POWERTOOLS_BASE64_GZIP {
        @Override
        JsonNode decode(String text) {
            return TextNode.valueOf(EncodedText.base64Gzip(text));
        }
    };

    /** The function's name in expressions. */
    String function() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Calls the function.
     *
     * @throws UnusablePayloadException if the argument is neither a text that can be decoded nor null
     */
    JsonNode of(JsonNode argument) {
        if (argument.isNull()) {
            return argument;
        }
        if (!argument.isTextual()) {
            throw new UnusablePayloadException("the function " + function() + " needs string or null and meets "
                    + argument.getNodeType().name().toLowerCase(Locale.ROOT));
        }
        try {
            return decode(argument.textValue());
        } catch (UnusablePayloadException e) {
            throw new UnusablePayloadException(function() + ": " + e.getMessage());
        }
    }

    abstract JsonNode decode(String text);
}
