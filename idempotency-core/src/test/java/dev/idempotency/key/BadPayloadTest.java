package dev.idempotency.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;
import dev.idempotency.error.IdempotencyKeyException;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Payloads that have no key: each is refused with a key exception that says why, and does not quote it. */
@Tag("K3")
@Tag("F4")
class BadPayloadTest {

    private static final String SECRET = "4111-1111-1111-1111";
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest(name = "{0}")
    @MethodSource({"values", "containers", "objects", "expressions"})
    @DisplayName("K3, F4: refused with a key exception that does not quote the payload")
    void badPayloadIsRefusedWithoutBeingQuoted(
            String name, @Nullable String expression, Object payload, String reason) {
        KeyDerivation derivation = new KeyDerivation(JSON, expression, null, "SHA-256");

        assertThatExceptionOfType(IdempotencyKeyException.class)
                .isThrownBy(() -> derivation.derive("shop.charge", payload))
                .withMessageStartingWith("No key for shop.charge: ")
                .withMessageContaining(reason)
                .withMessageNotContaining(SECRET)
                .withNoCause()
                .satisfies(e -> assertThat(e).hasNoSuppressedExceptions());
    }

    static Stream<Arguments> values() throws IOException {
        return Stream.of(
                bad("NaN", List.of(SECRET, Double.NaN), "infinite"),
                bad("infinity", List.of(SECRET, Double.NEGATIVE_INFINITY), "infinite"),
                bad("float infinity", List.of(SECRET, Float.POSITIVE_INFINITY), "infinite"),
                bad("NaN in a tree", JSON.createArrayNode().add(SECRET).add(Double.NaN), "infinite"),
                bad("1e400 read as double", JSON.readTree("[\"" + SECRET + "\", 1e400]"), "infinite"),
                bad("1e309 exactly", List.of(SECRET, new BigDecimal("1e309")), "infinite"),
                bad("1e999999999 exactly", List.of(SECRET, new BigDecimal("1e999999999")), "infinite"),
                bad("too many digits", List.of(SECRET, BigInteger.ONE.shiftLeft(1 << 24)), "digits"),
                bad("lone high surrogate", SECRET + "\ud800", "surrogate"),
                bad("lone low surrogate", "\udc00" + SECRET, "surrogate"),
                bad("surrogates the wrong way round", SECRET + "\ude00\ud83d", "surrogate"),
                bad("lone surrogate in a name", Map.of(SECRET + "\ud800", 1), "surrogate"),
                bad("long text", SECRET.repeat(60_000), "1048576 bytes"),
                bad("long name", Map.of(SECRET.repeat(60_000), 1), "1048576 bytes"),
                bad("long bytes", new byte[1 << 20], "1048576 bytes"),
                bad("bytes beyond all bounds", List.of(SECRET, new byte[1 << 24]), "16777216 characters"),
                bad("text beyond all bounds", Collections.nCopies(20, SECRET.repeat(60_000)), "16777216 characters"));
    }

    static Stream<Arguments> containers() {
        Map<String, Object> cyclicMap = new HashMap<>();
        cyclicMap.put(SECRET, cyclicMap);
        List<Object> cyclicList = new ArrayList<>();
        cyclicList.add(List.of(SECRET, cyclicList));
        ArrayNode cyclicTree = JSON.createArrayNode().add(SECRET);
        cyclicTree.add(cyclicTree);
        AtomicReference<Object> cyclicReference = new AtomicReference<>();
        cyclicReference.set(cyclicReference);
        return Stream.of(
                bad("513 lists", lists(513), "512 levels"),
                bad("100,000 lists", lists(100_000), "512 levels"),
                bad("100,000 maps", maps(100_000), "512 levels"),
                bad("100,000 arrays of a tree", arrays(100_000), "512 levels"),
                bad("100,000 objects of a tree", objects(100_000), "512 levels"),
                bad("100,000 arrays in an object", Map.of(SECRET, arrays(100_000)), "512 levels"),
                bad("map that contains itself", cyclicMap, "without end"),
                bad("list that contains itself", cyclicList, "without end"),
                bad("tree that contains itself", cyclicTree, "without end"),
                bad("reference that holds itself", cyclicReference, "without end"),
                bad("graph of lists that unfolds to 2^40", unfolding(), "262144 values"),
                bad("tree that unfolds to 2^40", unfoldingTree(), "262144 values"),
                bad("iterator without end", Stream.generate(() -> 1).iterator(), "262144 values"),
                bad("array of 200,000 numbers", filled(), "1048576 bytes"));
    }

    static Stream<Arguments> objects() {
        return Stream.of(
                bad("getter that throws", new Throwing(), "Throwing cannot be written as JSON, at $.card"),
                bad("getter that throws, in a map", Map.of(SECRET, List.of(new Throwing())), "at $[*][0].card"),
                bad("getter that throws, deep down", lists(100, new Throwing()), "at $" + "[0]".repeat(16) + "... ("),
                bad("object with nothing to write", new Object(), "java.lang.Object cannot be written as JSON"),
                bad("Java object in a tree", new POJONode(new Object()), "POJONode cannot be written as JSON"),
                bad("object that contains itself", new Node(), "Node cannot be written as JSON, at $.next"),
                bad("objects that contain each other", Node.two(), "without end"),
                bad("object that is written as itself", new Itself(), "without end"),
                bad("raw value that is no JSON", new Raw("{" + SECRET), "JSON text cannot be read at line 1, column 2"),
                bad("raw value that is two", new Raw("1 2"), "more than one JSON value"),
                bad("name given twice", new Twice(), "repeats a member name"),
                bad("keys that are written alike", Map.of(1, SECRET, "1", SECRET), "repeats a member name"));
    }

    static Stream<Arguments> expressions() {
        return Stream.of(
                bad("body that is no JSON", "powertools_json(x)", "{\"card\":" + SECRET + "}", "line 1, column 13"),
                bad("body that is empty", "powertools_json(x)", "", "no whole JSON value"),
                bad("body that is cut off", "powertools_json(x)", "{\"card\":\"" + SECRET, "cannot be read"),
                bad("body with a trailer", "powertools_json(x)", "{} " + SECRET, "cannot be read"),
                bad("body of two values", "powertools_json(x)", "{} \"" + SECRET + "\"", "more than one JSON value"),
                bad("body with a repeated name", "powertools_json(x)", twice(), "repeats a member name"),
                bad("body with NaN", "powertools_json(x)", "[\"" + SECRET + "\", NaN]", "cannot be read"),
                bad("body with 1e400", "powertools_json(x)", "[\"" + SECRET + "\", 1e400]", "infinite"),
                bad("body 100,000 deep", "powertools_json(x)", "[".repeat(100_000), "512 levels"),
                bad("body that is no base64", "powertools_base64(x)", SECRET + "!", "not base64"),
                bad("body that is no UTF-8", "powertools_base64(x)", base64("\u00ff" + SECRET), "not UTF-8"),
                bad("body that is no gzip", "powertools_base64_gzip(x)", base64(SECRET), "not whole gzip data"),
                bad("text in arithmetic", "sum(x)", List.of(SECRET), "sum needs array of number"),
                bad("numbers and text to sort", "sort(x)", List.of(1, SECRET), "sort needs array of number or string"),
                bad(
                        "null to sort by",
                        "sort_by(x, &y)[*].y",
                        List.of(Map.of("z", SECRET)),
                        "sort_by needs number or string"),
                bad("keys of a text", "keys(x)", SECRET, "keys needs object"),
                bad("arithmetic that overflows", "sum(x)", List.of(1e308, 1e308, SECRET.length()), "2^53"),
                bad("comparison with NaN", "x == `1`", Double.NaN, "infinite"),
                bad("slice 513 deep", "[[x]]", lists(511), "512 levels"));
    }

    static final class Throwing {
        public String getCard() {
            String card = SECRET;
            if (!card.isEmpty()) {
                throw new IllegalStateException("card " + card + " is blocked");
            }
            return card;
        }
    }

    static final class Node {
        private Node next = this;

        public Node getNext() {
            return next;
        }

        static Node two() {
            Node one = new Node();
            Node other = new Node();
            one.next = other;
            other.next = one;
            return one;
        }
    }

    static final class Itself {
        @JsonValue
        public Object value() {
            return List.of(new Itself());
        }
    }

    record Raw(@JsonRawValue String value) {}

    static final class Twice {
        public String getCard() {
            return SECRET;
        }

        @JsonAnyGetter
        public Map<String, Object> others() {
            return Map.of("card", SECRET);
        }
    }

    private static Arguments bad(String name, Object payload, String reason) {
        return arguments(name, null, payload, reason);
    }

    private static Arguments bad(String name, String expression, Object x, String reason) {
        return arguments(name, expression, Map.of("x", x), reason);
    }

    private static String twice() {
        return "{\"" + SECRET + "\":1,\"" + SECRET + "\":2}";
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static int[] filled() {
        int[] numbers = new int[200_000];
        Arrays.fill(numbers, 123_456);
        return numbers;
    }

    private static Object lists(int depth) {
        return lists(depth - 1, List.of(SECRET));
    }

    private static Object lists(int depth, Object innermost) {
        Object list = innermost;
        for (int i = 0; i < depth; i++) {
            list = Collections.singletonList(list);
        }
        return list;
    }

    private static Object maps(int depth) {
        Object map = Map.of();
        for (int i = 1; i < depth; i++) {
            map = Collections.singletonMap(SECRET, map);
        }
        return map;
    }

    private static ArrayNode arrays(int depth) {
        ArrayNode array = JSON.createArrayNode();
        for (int i = 1; i < depth; i++) {
            array = JSON.createArrayNode().add(array);
        }
        return array;
    }

    private static ObjectNode objects(int depth) {
        ObjectNode object = JSON.createObjectNode();
        for (int i = 1; i < depth; i++) {
            object = JSON.createObjectNode().set(SECRET, object);
        }
        return object;
    }

    private static Object unfolding() {
        Object list = SECRET;
        for (int i = 0; i < 40; i++) {
            list = List.of(list, list);
        }
        return list;
    }

    private static ArrayNode unfoldingTree() {
        ArrayNode array = JSON.createArrayNode().add(SECRET);
        for (int i = 0; i < 40; i++) {
            array = JSON.createArrayNode().add(array).add(array);
        }
        return array;
    }
}
