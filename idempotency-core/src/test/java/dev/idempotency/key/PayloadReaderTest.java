package dev.idempotency.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.io.Closeable;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class PayloadReaderTest {

    private final ObjectMapper mapper = new ObjectMapper();
    private final PayloadReader reader = new PayloadReader(mapper);

    @SuppressWarnings("ArrayRecordComponent") // an array is what a user may have
    record Everything(
            int number,
            long large,
            double real,
            float single,
            short small,
            BigInteger integer,
            BigDecimal decimal,
            boolean flag,
            char letter,
            String text,
            byte[] bytes,
            int[] numbers,
            List<@Nullable Object> list,
            Map<String, Object> map,
            @Nullable Object nothing) {}

    @Test
    @Tag("K2")
    @DisplayName("K2: an object becomes the tree that Jackson makes of it, with numbers as they are")
    void objectBecomesTheTreeThatJacksonWrites() throws IOException {
        List<@Nullable Object> list = new ArrayList<>(List.of(1, "a", List.of()));
        list.add(null);
        Everything payload = new Everything(
                1,
                1L << 40,
                0.1,
                0.1f,
                (short) 2,
                BigInteger.TEN.pow(30),
                new BigDecimal("1.10"),
                true,
                'c',
                "é\"",
                new byte[] {1, 2, 3},
                new int[] {1, 2},
                list,
                Map.of("k", Map.of()),
                null);

        JsonNode tree = reader.read(payload);

        assertThat(CanonicalForm.text(tree))
                .isEqualTo(CanonicalForm.text(mapper.readTree(mapper.writeValueAsString(payload))));
        assertThat(tree.get("decimal").decimalValue()).isEqualTo("1.10");
        assertThat(tree.get("single").isFloat()).isTrue();
        assertThat(tree.get("bytes").textValue()).isEqualTo("AQID");
    }

    @Test
    void plainTreeIsTakenAsItIs() {
        ObjectNode tree = mapper.createObjectNode().put("a", 1);

        assertThat(reader.read(tree)).isSameAs(tree);
    }

    @Test
    void javaObjectsAndBytesInATreeAreWrittenAsJson() throws IOException {
        ObjectNode tree = mapper.createObjectNode();
        tree.set("point", new POJONode(Map.of("x", 1)));
        tree.put("bytes", new byte[] {1, 2, 3});
        tree.set("missing", JsonNodeFactory.instance.missingNode());
        tree.putRawValue("raw", new RawValue("[1, 2]"));

        assertThat(reader.read(tree))
                .isEqualTo(mapper.readTree("{\"point\":{\"x\":1},\"bytes\":\"AQID\",\"missing\":null,\"raw\":[1,2]}"));
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes(@JsonSubTypes.Type(value = Circle.class, name = "circle"))
    interface Shape {}

    record Circle(int radius, @JsonUnwrapped Point centre) implements Shape {}

    record Point(int x, int y) {}

    @Test
    void annotationsOfJacksonCount() throws IOException {
        Shape[] payload = {new Circle(3, new Point(1, 2))};

        assertThat(reader.read(payload))
                .isEqualTo(mapper.readTree("[{\"type\":\"circle\",\"radius\":3,\"x\":1,\"y\":2}]"));
    }

    @Test
    void mapperThatDoesNotWrapExceptionsIsFine() {
        ObjectMapper bare = new ObjectMapper().disable(SerializationFeature.WRAP_EXCEPTIONS);

        assertThatExceptionOfType(UnusablePayloadException.class)
                .isThrownBy(() -> new PayloadReader(bare).read(new BadPayloadTest.Throwing()))
                .withMessageContaining("cannot be written as JSON, at $ (java.lang.IllegalStateException)");
    }

    record Raw(@JsonRawValue String value) {}

    @Test
    void rawValuesAreRead() {
        JsonNode tree = reader.read(new Raw("{\"b\": 1.0, \"a\": [2]}"));

        assertThat(CanonicalForm.text(tree)).isEqualTo("{\"value\":{\"a\":[2],\"b\":1}}");
    }

    @Test
    @DisplayName("K3: 512 levels are fine, in an object and in a tree")
    void greatestDepthIsFine() {
        Object list = List.of();
        ArrayNode array = mapper.createArrayNode();
        for (int i = 1; i < 512; i++) {
            list = Collections.singletonList(list);
            array = mapper.createArrayNode().add(array);
        }

        assertThat(reader.read(list)).isEqualTo(array);
        assertThat(reader.read(array)).isSameAs(array);
    }

    @Test
    @DisplayName("K3: 2^18 values are fine, one more is refused, in an object and in a tree")
    void numberOfValuesIsLimited() {
        int most = 1 << 18;
        ArrayNode tree = mapper.createArrayNode();
        for (int i = 1; i < most; i++) {
            tree.add(0);
        }

        assertThat(reader.read(tree)).isSameAs(tree);
        assertThat(reader.read(new int[most - 1])).isEqualTo(tree);
        assertThatExceptionOfType(UnusablePayloadException.class).isThrownBy(() -> reader.read(tree.add(0)));
        assertThatExceptionOfType(UnusablePayloadException.class).isThrownBy(() -> reader.read(new int[most]));
    }

    @Test
    void mapperCountsAsItStoodAndIsNotChanged() {
        ObjectMapper snakeCase = new ObjectMapper()
                .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .enable(SerializationFeature.INDENT_OUTPUT)
                .enable(SerializationFeature.CLOSE_CLOSEABLE);
        PayloadReader snakeCaseReader = new PayloadReader(snakeCase);
        snakeCase.setPropertyNamingStrategy(PropertyNamingStrategies.LOWER_CAMEL_CASE);

        assertThat(snakeCaseReader.read(Map.of()).isEmpty()).isTrue();
        assertThat(snakeCaseReader.read(new Resource()).has("is_open")).isTrue();
        assertThat(snakeCase.isEnabled(SerializationFeature.CLOSE_CLOSEABLE)).isTrue();
        assertThat(snakeCase.isEnabled(SerializationFeature.INDENT_OUTPUT)).isTrue();
    }

    @Test
    void payloadIsNotClosed() {
        Resource resource = new Resource();

        new PayloadReader(new ObjectMapper().enable(SerializationFeature.CLOSE_CLOSEABLE)).read(resource);

        assertThat(resource.getIsOpen()).isTrue();
    }

    @Test
    void serializerThatWritesNumbersAsTextIsExact() {
        assertThat(written(out -> out.writeNumber("0.10000000000000000000000001"))
                        .decimalValue())
                .isEqualTo("0.10000000000000000000000001");
        assertThat(written(out -> out.writeNumber("12345678901234567890")).bigIntegerValue())
                .isEqualTo("12345678901234567890");
    }

    @Test
    @DisplayName("K3: a serializer that writes something else than one JSON value is refused")
    void serializerThatWritesNoJsonIsRefused() {
        for (Writing writing : List.<Writing>of(
                out -> out.writeNumber("NaN"),
                out -> out.writeNumber("\"1\""),
                out -> out.writeNumber("1e99999999999"),
                out -> out.writeRaw("1"),
                out -> out.writeRaw('1'),
                out -> out.writeRaw("11", 0, 1),
                out -> out.writeRaw(new char[] {'1'}, 0, 1),
                out -> out.writeRawUTF8String(new byte[] {'1'}, 0, 1),
                out -> out.writeRawValue("["),
                out -> out.writeStartArray(),
                out -> {},
                out -> out.writeEndArray(),
                out -> out.writeFieldName("a"),
                out -> {
                    out.writeStartObject();
                    out.writeEndArray();
                },
                out -> {
                    out.writeStartObject();
                    out.writeNumber(1);
                },
                out -> {
                    out.writeNumber(1);
                    out.writeNumber(2);
                },
                out -> out.writeEmbeddedObject(new Object()))) {
            assertThatExceptionOfType(UnusablePayloadException.class).isThrownBy(() -> written(writing));
        }
    }

    @Test
    @DisplayName("K3: a limit holds even if a serializer hides that it was met")
    void serializerCannotHideARefusal() {
        assertThatExceptionOfType(UnusablePayloadException.class)
                .isThrownBy(() -> written(out -> {
                    out.writeStartArray();
                    try {
                        out.writeRaw("x");
                    } catch (RuntimeException e) {
                        out.writeString("instead");
                    }
                    out.writeEndArray();
                }))
                .withMessageContaining("raw output");
    }

    @Test
    void serializerMayWriteInEveryWay() throws IOException {
        JsonNode tree = written(out -> {
            out.writeStartArray(out, 3);
            out.writeString("abc".toCharArray(), 1, 1);
            out.writeUTF8String(new byte[] {'a', 'b'}, 1, 1);
            out.writeString((String) null);
            out.writeNumber((BigDecimal) null);
            out.writeNumber((BigInteger) null);
            out.writeNumber((short) 1);
            out.writeStartObject(out, 1);
            out.writeArrayFieldStart("a");
            out.writeEndArray();
            out.writeObjectField("b", Map.of("c", 1));
            out.writeEndObject();
            out.flush();
            out.writeEndArray();
        });

        assertThat(CanonicalForm.text(tree)).isEqualTo("[\"b\",\"b\",null,null,null,1,{\"a\":[],\"b\":{\"c\":1}}]");
    }

    private static JsonNode written(Writing writing) {
        SimpleModule module = new SimpleModule().addSerializer(Written.class, new JsonSerializer<>() {
            @Override
            public void serialize(Written value, JsonGenerator out, SerializerProvider provider) throws IOException {
                writing.write(out);
            }
        });
        return new PayloadReader(new ObjectMapper().registerModule(module)).read(new Written());
    }

    static final class Written {}

    private interface Writing {
        void write(JsonGenerator out) throws IOException;
    }

    static final class Resource implements Closeable {
        private boolean open = true;

        public boolean getIsOpen() {
            return open;
        }

        @Override
        public void close() {
            open = false;
        }
    }
}
