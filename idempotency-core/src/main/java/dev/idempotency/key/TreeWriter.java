package dev.idempotency.key;

import com.fasterxml.jackson.core.Base64Variant;
import com.fasterxml.jackson.core.ObjectCodec;
import com.fasterxml.jackson.core.base.GeneratorBase;
import com.fasterxml.jackson.core.io.IOContext;
import com.fasterxml.jackson.core.json.JsonWriteContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.FloatNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A generator whose output is a JSON tree, within {@link PayloadLimits}. For one tree, used by one thread.
 *
 * <p>Made for {@link PayloadReader} and {@link EmbeddedJson}: what leaves {@link #tree()} is of plain JSON types only,
 * holds numbers as they were written, has the elements of sets in one order, and repeats no member name. A refusal is remembered, since serializers in between
 * may wrap or swallow it.
 */
final class TreeWriter extends GeneratorBase {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Deque<ContainerNode<?>> open = new ArrayDeque<>();
    private final Deque<Integer> depthsOfSets = new ArrayDeque<>(0);
    private int values;
    private long characters;
    private @Nullable JsonNode root;
    private @Nullable UnusablePayloadException refusal;

    TreeWriter(@Nullable ObjectCodec codec) {
        super(0, codec, (IOContext) null);
    }

    /**
     * What was written.
     *
     * @throws UnusablePayloadException if a limit was met on the way, or if nothing whole was written
     */
    JsonNode tree() {
        requireAccepted();
        if (root == null || !open.isEmpty()) {
            throw new UnusablePayloadException("there is no whole JSON value");
        }
        return root;
    }

    /** Throws the refusal if there was one. */
    void requireAccepted() {
        if (refusal != null) {
            throw refusal;
        }
    }

    @Override
    public void writeStartArray() throws IOException {
        open(NODES.arrayNode(), _writeContext.createChildArrayContext());
    }

    @Override
    public void writeStartArray(Object value) throws IOException {
        writeStartArray();
        assignCurrentValue(value);
        if (value instanceof Set) {
            depthsOfSets.push(open.size());
        }
    }

    @Override
    public void writeStartArray(Object value, int size) throws IOException {
        writeStartArray(value);
    }

    @Override
    public void writeEndArray() throws IOException {
        close(_writeContext.inArray());
    }

    @Override
    public void writeStartObject() throws IOException {
        open(NODES.objectNode(), _writeContext.createChildObjectContext());
    }

    @Override
    public void writeEndObject() throws IOException {
        close(_writeContext.inObject());
    }

    @Override
    public void writeFieldName(String name) throws IOException {
        count(name.length());
        if (_writeContext.writeFieldName(name) == JsonWriteContext.STATUS_EXPECT_VALUE) {
            _reportError("a member name in the place of a value");
        }
    }

    @Override
    public void writeString(@Nullable String text) throws IOException {
        if (text == null) {
            writeNull();
        } else {
            count(text.length());
            add(TextNode.valueOf(text));
        }
    }

    @Override
    public void writeString(char[] buffer, int offset, int length) throws IOException {
        writeString(new String(buffer, offset, length));
    }

    @Override
    public void writeUTF8String(byte[] buffer, int offset, int length) throws IOException {
        writeString(new String(buffer, offset, length, StandardCharsets.UTF_8));
    }

    @Override
    public void writeBinary(Base64Variant variant, byte[] data, int offset, int length) throws IOException {
        count(length * 4L / 3);
        add(TextNode.valueOf(variant.encode(Arrays.copyOfRange(data, offset, offset + length))));
    }

    @Override
    public void writeNumber(int value) throws IOException {
        add(IntNode.valueOf(value));
    }

    @Override
    public void writeNumber(long value) throws IOException {
        add(LongNode.valueOf(value));
    }

    @Override
    public void writeNumber(@Nullable BigInteger value) throws IOException {
        add(value == null ? NullNode.instance : BigIntegerNode.valueOf(value));
    }

    @Override
    public void writeNumber(double value) throws IOException {
        add(DoubleNode.valueOf(value));
    }

    @Override
    public void writeNumber(float value) throws IOException {
        add(FloatNode.valueOf(value));
    }

    @Override
    public void writeNumber(@Nullable BigDecimal value) throws IOException {
        add(value == null ? NullNode.instance : DecimalNode.valueOf(value));
    }

    @Override
    public void writeNumber(String encoded) throws IOException {
        JsonNode number = embedded(encoded);
        if (!number.isNumber()) {
            _reportError("text in the place of a number");
        }
        add(number);
    }

    @Override
    public void writeBoolean(boolean value) throws IOException {
        add(BooleanNode.valueOf(value));
    }

    @Override
    public void writeNull() throws IOException {
        add(NullNode.instance);
    }

    @Override
    public void writeRawValue(String text) throws IOException {
        add(embedded(text));
    }

    @Override
    public void writeRaw(String text) {
        throw raw();
    }

    @Override
    public void writeRaw(String text, int offset, int length) {
        throw raw();
    }

    @Override
    public void writeRaw(char[] text, int offset, int length) {
        throw raw();
    }

    @Override
    public void writeRaw(char c) {
        throw raw();
    }

    @Override
    public void writeRawUTF8String(byte[] buffer, int offset, int length) {
        throw raw();
    }

    @Override
    public void flush() {}

    @Override
    protected void _releaseBuffers() {}

    @Override
    protected void _verifyValueWrite(String what) throws IOException {
        if (_writeContext.writeValue() == JsonWriteContext.STATUS_EXPECT_NAME) {
            _reportError("a value in the place of a member name");
        }
    }

    private void open(ContainerNode<?> container, JsonWriteContext context) throws IOException {
        if (open.size() == PayloadLimits.DEPTH) {
            throw refused(PayloadLimits.tooDeep());
        }
        add(container);
        open.push(container);
        _writeContext = context;
    }

    private void close(boolean matches) throws IOException {
        if (!matches) {
            _reportError("an end in the place of a value");
        }
        boolean isSet = !depthsOfSets.isEmpty() && depthsOfSets.peek() == open.size();
        ContainerNode<?> closed = open.pop();
        if (isSet) {
            depthsOfSets.pop();
            sort((ArrayNode) closed);
        }
        _writeContext = _writeContext.getParent();
    }

    /** Sets are equal in whatever order their elements come, and that of many differs from process to process. */
    private void sort(ArrayNode set) {
        List<Map.Entry<String, JsonNode>> elements = new ArrayList<>(set.size());
        try {
            set.forEach(element -> elements.add(Map.entry(CanonicalForm.text(element), element)));
        } catch (UnusablePayloadException e) {
            throw refused(e);
        }
        elements.sort(Map.Entry.comparingByKey());
        set.removeAll();
        elements.forEach(element -> set.add(element.getValue()));
    }

    private void add(JsonNode value) throws IOException {
        _verifyValueWrite("write a value");
        if (++values > PayloadLimits.VALUES) {
            throw refused(PayloadLimits.tooManyValues());
        }
        ContainerNode<?> container = open.peek();
        if (container instanceof ObjectNode object) {
            addMember(object, value);
        } else if (container instanceof ArrayNode array) {
            array.add(value);
        } else if (root == null) {
            root = value;
        } else {
            throw refused(new UnusablePayloadException("there is more than one JSON value"));
        }
    }

    private void addMember(ObjectNode object, JsonNode value) {
        if (object.replace(_writeContext.getCurrentName(), value) != null) {
            throw refused(new UnusablePayloadException("an object repeats a member name"));
        }
    }

    private void count(long more) {
        characters += more;
        if (characters > PayloadLimits.CHARACTERS) {
            throw refused(
                    new UnusablePayloadException("there are more than " + PayloadLimits.CHARACTERS + " characters"));
        }
    }

    private JsonNode embedded(String text) {
        try {
            return EmbeddedJson.parse(text);
        } catch (UnusablePayloadException e) {
            throw refused(e);
        }
    }

    private UnusablePayloadException raw() {
        return refused(new UnusablePayloadException("there is raw output that is not a value"));
    }

    private UnusablePayloadException refused(UnusablePayloadException reason) {
        refusal = reason;
        return reason;
    }
}
