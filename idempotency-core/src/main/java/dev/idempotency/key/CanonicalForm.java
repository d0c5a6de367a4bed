package dev.idempotency.key;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The one text of a JSON value: two values have the same text if and only if they are equal.
 *
 * <p>It is that of RFC 8785 (JSON Canonicalization Scheme): no white space, members sorted by the UTF-16 units of their
 * names, the fewest escapes. Numbers are laid out as RFC 8785 says but keep all their digits, see
 * {@link CanonicalNumber}.
 */
final class CanonicalForm {

    private final CanonicalOutput out;

    private CanonicalForm(CanonicalOutput out) {
        this.out = out;
    }

    /**
     * Writes the canonical form as UTF-8, portion by portion.
     *
     * @throws UnusablePayloadException if the value has none or is beyond {@link PayloadLimits}; some of it may have
     *     been written by then
     */
    static void write(JsonNode value, ByteSink sink) {
        CanonicalOutput out = new CanonicalOutput(sink);
        new CanonicalForm(out).value(value, 0);
        out.finish();
    }

    /** The canonical form as text; fails as {@link #write} does. */
    static String text(JsonNode value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        write(value, (portion, length) -> bytes.write(portion, 0, length));
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private void value(JsonNode value, int depth) {
        switch (value.getNodeType()) {
            case OBJECT -> object(value, depth + 1);
            case ARRAY -> array(value, depth + 1);
            case STRING -> out.quoted(value.textValue());
            case NUMBER -> CanonicalNumber.write(value, out);
            case BOOLEAN -> out.ascii(value.booleanValue() ? "true" : "false");
            case NULL -> out.ascii("null");
            case BINARY, MISSING, POJO -> throw new UnusablePayloadException("a value is not JSON");
        }
    }

    private void object(JsonNode object, int depth) {
        requireShallow(depth);
        List<Map.Entry<String, JsonNode>> members = new ArrayList<>(object.properties());
        members.sort(Map.Entry.comparingByKey());
        char before = '{';
        for (Map.Entry<String, JsonNode> member : members) {
            out.ascii(before);
            out.quoted(member.getKey());
            out.ascii(':');
            value(member.getValue(), depth);
            before = ',';
        }
        out.ascii(members.isEmpty() ? "{}" : "}");
    }

    private void array(JsonNode array, int depth) {
        requireShallow(depth);
        char before = '[';
        for (JsonNode element : array) {
            out.ascii(before);
            value(element, depth);
            before = ',';
        }
        out.ascii(array.isEmpty() ? "[]" : "]");
    }

    private static void requireShallow(int depth) {
        if (depth > PayloadLimits.DEPTH) {
            throw PayloadLimits.tooDeep();
        }
    }
}
