package dev.idempotency.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertAll;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("K2")
class CanonicalFormTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectMapper EXACT_JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    @Test
    @DisplayName("K2: every published vector has its canonical text and its SHA-256")
    void everyVectorHasItsTextAndItsHash() throws IOException {
        Digest sha256 = new Digest("SHA-256");
        int passed = 0;
        for (JsonNode vector : vectors()) {
            ObjectMapper reader = vector.get("decimals").booleanValue() ? EXACT_JSON : JSON;
            JsonNode value = reader.readTree(vector.get("json").textValue());
            assertThat(CanonicalForm.text(value))
                    .isEqualTo(vector.get("canonical").textValue());
            assertThat(sha256.hex(value)).isEqualTo(vector.get("sha256").textValue());
            passed++;
        }
        System.out.println("canonical form: " + passed + " of " + vectors().size() + " vectors passed on Java "
                + Runtime.version().feature());
        assertThat(passed).isGreaterThanOrEqualTo(34);
    }

    @Test
    @DisplayName("K2: decimals read as double and read exactly agree on every vector")
    void vectorsAgreeHoweverDecimalsAreRead() throws IOException {
        for (JsonNode vector : vectors()) {
            String text = vector.get("json").textValue();
            assertThat(CanonicalForm.text(EXACT_JSON.readTree(text)))
                    .isEqualTo(CanonicalForm.text(JSON.readTree(text)));
        }
    }

    @ParameterizedTest
    @DisplayName("K2: equal by value is equal")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "1; 1.0",
                "1; 1e0",
                "100; 1E2",
                "-0; 0",
                "-0.0; 0",
                "0.1; 1e-1",
                "1e21; 1000000000000000000000",
                "\"\\u00e9\"; \"é\"",
                "\"\\/\"; \"/\"",
                "{\"a\":1,\"b\":2}; {\"b\":2.0,\"a\":1}",
                "{\"a\":{\"y\":[],\"x\":{}}}; {\"a\":{\"x\":{},\"y\":[]}}"
            })
    void equalValuesHaveOneText(String one, String other) throws IOException {
        assertThat(CanonicalForm.text(JSON.readTree(one))).isEqualTo(CanonicalForm.text(JSON.readTree(other)));
    }

    @ParameterizedTest
    @DisplayName("K2: different is different")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "1; \"1\"",
                "[1]; \"[1]\"",
                "9007199254740992; 9007199254740993",
                "{\"a\":null}; {}",
                "[null]; []",
                "true; \"true\"",
                "null; \"null\"",
                "0.1; 0.10000000000000001e1",
                "\"a\"; \"A\"",
                "\"é\"; \"e\\u0301\"",
                "[1,2]; [2,1]",
                "[[1],2]; [1,[2]]",
                "{\"a\":\"b\"}; {\"a,b\":\"\"}"
            })
    void differentValuesHaveDifferentTexts(String one, String other) throws IOException {
        assertThat(CanonicalForm.text(JSON.readTree(one))).isNotEqualTo(CanonicalForm.text(JSON.readTree(other)));
    }

    @Test
    @DisplayName("K2: spelling does not matter, and the canonical text is its own canonical text")
    void everySpellingOfAValueHasTheSameText() throws IOException {
        Random random = Seed.random("everySpellingOfAValueHasTheSameText");
        RandomJson values = new RandomJson(random);
        for (int i = 0; i < 5_000; i++) {
            JsonNode value = values.value(4);
            String canonical = CanonicalForm.text(value);
            assertThat(CanonicalForm.text(EXACT_JSON.readTree(values.spelling(value))))
                    .isEqualTo(canonical);
            assertThat(CanonicalForm.text(EXACT_JSON.readTree(canonical))).isEqualTo(canonical);
        }
    }

    @Test
    @DisplayName("K2: two random values have the same text only if they are equal")
    void textsAreEqualOnlyForEqualValues() {
        Random random = Seed.random("textsAreEqualOnlyForEqualValues");
        RandomJson values = new RandomJson(random);
        Map<String, JsonNode> seen = new HashMap<>();
        JmesPathRuntime byValue = new JmesPathRuntime();
        for (int i = 0; i < 20_000; i++) {
            JsonNode value = values.value(2);
            JsonNode other = seen.putIfAbsent(CanonicalForm.text(value), value);
            assertThat(other == null || byValue.compare(other, value) == 0).isTrue();
        }
    }

    @Test
    @DisplayName("K2: members are sorted by UTF-16 unit, so a surrogate pair comes before U+FB33")
    void membersAreSortedByUtf16Unit() {
        ObjectNode object =
                JSON.createObjectNode().put("\ufb33", 1).put("\ud83d\ude00", 2).put("a", 3);

        assertThat(CanonicalForm.text(object)).isEqualTo("{\"a\":3,\"\ud83d\ude00\":2,\"\ufb33\":1}");
    }

    @Test
    void onlyTheCharactersOfTheRfcAreEscaped() {
        String canonical = CanonicalForm.text(TextNode.valueOf("\b\t\n\f\r\u0000\u001f\"\\/\u007f\u2028<"));

        assertThat(canonical).isEqualTo("\"\\b\\t\\n\\f\\r\\u0000\\u001f\\\"\\\\/\u007f\u2028<\"");
    }

    @ParameterizedTest
    @DisplayName("K3: lone surrogates are refused in texts and in member names")
    @ValueSource(strings = {"\ud800", "a\udc00", "\udc00\ud800", "\ud800\ud800\udc00", "\ud83d"})
    void loneSurrogatesAreRefused(String text) {
        assertAll(
                () -> assertRefused(TextNode.valueOf(text), "surrogate"),
                () -> assertRefused(JSON.createObjectNode().put(text, 1), "surrogate"));
    }

    @Test
    @DisplayName("K3: 512 levels are fine, 513 are refused")
    void depthIsLimited() {
        assertThat(CanonicalForm.text(nested(512))).hasSize(1024);
        assertRefused(nested(513), "512");
        assertRefused(nestedObjects(513), "512");
        assertThat(CanonicalForm.text(nestedObjects(512))).startsWith("{\"a\":{\"a\":");
    }

    @Test
    @DisplayName("K3: 1 MiB is fine, a byte more is refused")
    void sizeIsLimited() {
        int mebibyte = 1 << 20;

        assertThat(CanonicalForm.text(TextNode.valueOf("a".repeat(mebibyte - 2))))
                .hasSize(mebibyte);
        assertRefused(TextNode.valueOf("a".repeat(mebibyte - 1)), "1048576 bytes");
        assertRefused(TextNode.valueOf("€".repeat(mebibyte / 3)), "1048576 bytes");
    }

    @Test
    void sizeIsLimitedWhileWriting() {
        ArrayNode doubled = JSON.createArrayNode();
        for (int i = 0; i < 100; i++) {
            doubled = JSON.createArrayNode().add(doubled).add(doubled);
        }

        assertRefused(doubled, "1048576 bytes");
    }

    @Test
    void javaObjectsAreRefused() {
        assertRefused(new POJONode(new Object()), "not JSON");
    }

    private static JsonNode nested(int depth) {
        ArrayNode array = JSON.createArrayNode();
        for (int i = 1; i < depth; i++) {
            array = JSON.createArrayNode().add(array);
        }
        return array;
    }

    private static JsonNode nestedObjects(int depth) {
        ObjectNode object = JSON.createObjectNode();
        for (int i = 1; i < depth; i++) {
            object = JSON.createObjectNode().set("a", object);
        }
        return object;
    }

    private static void assertRefused(JsonNode value, String reason) {
        assertThatExceptionOfType(UnusablePayloadException.class)
                .isThrownBy(() -> CanonicalForm.text(value))
                .withMessageContaining(reason);
    }

    private static JsonNode vectors() throws IOException {
        try (InputStream in = CanonicalFormTest.class.getResourceAsStream("/canonical-form.json")) {
            return JSON.readTree(in);
        }
    }
}
