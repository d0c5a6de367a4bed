package dev.idempotency.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.idempotency.error.IdempotencyKeyException;
import java.io.IOException;
import java.lang.annotation.RetentionPolicy;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyDerivationTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final KeyDerivation wholePayload = new KeyDerivation(JSON, null, null, "SHA-256");

    record Order(
            @Nullable String userId,
            @Nullable String productId,
            @Nullable BigDecimal amount) {}

    @Test
    @Tag("K1")
    @DisplayName("K1: the key is the operation, a #, and the hash of the canonical slice in lower-case hex")
    void keyIsOperationAndHash() {
        KeyDerivation derivation = new KeyDerivation(JSON, "[userId, productId]", null, "SHA-256");

        assertThat(derivation.derive("shop.charge", new Order("u-1", "p-9", BigDecimal.TEN)))
                .contains(new DerivedKey(
                        "shop.charge#934465e39c0d205862db29add341bf52713530af08adfe05a8ae97066cce8d51", null));
    }

    @Test
    @Tag("K1")
    @DisplayName("K1: nothing but the selected slice and the operation counts")
    void nothingElseThanTheSliceCounts() {
        KeyDerivation derivation = new KeyDerivation(JSON, "userId", null, "SHA-256");

        assertThat(key(derivation, new Order("u", "p", BigDecimal.ONE)))
                .isEqualTo(key(derivation, new Order("u", "q", BigDecimal.TEN)))
                .isNotEqualTo(key(derivation, new Order("v", "p", BigDecimal.ONE)));
        assertThat(derivation.derive("a", Map.of("userId", "u")))
                .isNotEqualTo(derivation.derive("b", Map.of("userId", "u")));
    }

    @Test
    @Tag("K2")
    @DisplayName("K2: an object, a map, and a tree of the same value have the same key")
    void javaTypeOfThePayloadDoesNotMatter() throws IOException {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("amount", 12.50);
        map.put("userId", "u");
        map.put("productId", null);

        assertThat(key(wholePayload, new Order("u", null, new BigDecimal("12.500"))))
                .isEqualTo(key(wholePayload, map))
                .isEqualTo(key(wholePayload, new TreeMap<>(map)))
                .isEqualTo(key(wholePayload, JSON.valueToTree(map)))
                .isEqualTo(key(wholePayload, JSON.readTree("{\"userId\":\"u\",\"productId\":null,\"amount\":1.25e1}")));
    }

    record Basket(Set<Object> items, List<Object> history) {}

    @Test
    @Tag("K2")
    @DisplayName("K2: equal sets have the same key in whatever order their elements come, and lists only in the same")
    void setsHaveNoOrder() {
        List<Object> items = List.of("b", "a", 10, 9, true, Map.of("x", 1), Set.of("q", "p"));
        List<Object> reversed = new ArrayList<>(items);
        Collections.reverse(reversed);

        assertThat(key(wholePayload, new LinkedHashSet<>(items)))
                .isEqualTo(key(wholePayload, new LinkedHashSet<>(reversed)))
                .isEqualTo(key(wholePayload, new HashSet<>(items)))
                .isNotEqualTo(key(wholePayload, new HashSet<>(items.subList(1, items.size()))));
        assertThat(key(wholePayload, new Basket(new LinkedHashSet<>(items), List.of())))
                .isEqualTo(key(wholePayload, new Basket(new LinkedHashSet<>(reversed), List.of())));
        assertThat(key(wholePayload, new Basket(Set.of(), items)))
                .isNotEqualTo(key(wholePayload, new Basket(Set.of(), reversed)));
        assertThat(key(wholePayload, new LinkedHashSet<>(List.of("a", "b", "c"))))
                .isEqualTo(key(wholePayload, new LinkedHashSet<>(List.of("c", "b", "a"))));
        assertThat(key(wholePayload, EnumSet.of(RetentionPolicy.CLASS, RetentionPolicy.SOURCE)))
                .isEqualTo(
                        key(wholePayload, new LinkedHashSet<>(List.of(RetentionPolicy.SOURCE, RetentionPolicy.CLASS))));
    }

    @Test
    @Tag("K3")
    void setOfWhatIsNoJsonIsRefused() {
        assertThatExceptionOfType(IdempotencyKeyException.class)
                .isThrownBy(() -> wholePayload.derive("op", Set.of(Double.NaN, 1)));
    }

    @ParameterizedTest
    @Tag("K2")
    @DisplayName("K2: expressions see values, not how they are written or ordered")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "to_string(@); {\"a\":1,\"b\":2}; {\"b\":2.0,\"a\":1e0}",
                "keys(@); {\"a\":1,\"b\":2}; {\"b\":1,\"a\":2}",
                "values(@); {\"a\":1,\"b\":2}; {\"b\":2,\"a\":1}",
                "*.id; {\"a\":{\"id\":1},\"b\":{\"id\":2}}; {\"b\":{\"id\":2},\"a\":{\"id\":1}}",
                "[a == b, x]; {\"a\":1,\"b\":1.0,\"x\":1}; {\"a\":1,\"b\":1,\"x\":1}",
                "[contains(a, `1`), x]; {\"a\":[1.0],\"x\":1}; {\"a\":[1],\"x\":1}",
                "[contains(a, `{\"x\":[1]}`)]; {\"a\":[{\"x\":[1.0]}]}; {\"a\":[{\"x\":[1]}]}",
                "a[?b == `-0.0`].c; {\"a\":[{\"b\":0,\"c\":1}]}; {\"a\":[{\"b\":-0.0,\"c\":1}]}"
            })
    void expressionsSeeValues(String expression, String one, String other) throws IOException {
        KeyDerivation derivation = new KeyDerivation(JSON, expression, null, "SHA-256");

        assertThat(key(derivation, JSON.readTree(one))).isEqualTo(key(derivation, JSON.readTree(other)));
    }

    @Test
    @Tag("K2")
    @DisplayName("K2: arithmetic sees a float as the decimal that it is written as")
    void arithmeticSeesFloatsAsWritten() {
        KeyDerivation derivation = new KeyDerivation(JSON, "sum(x)", null, "SHA-256");

        assertThat(key(derivation, Map.of("x", new float[] {0.1f, 1f})))
                .isEqualTo(key(derivation, Map.of("x", new double[] {0.1, 1})));
    }

    @ParameterizedTest
    @Tag("K2")
    @DisplayName("K2: expressions tell large integers apart")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "to_number(x); {\"x\":\"9007199254740992\"}; {\"x\":\"9007199254740993\"}",
                "to_string(x); {\"x\":9007199254740992}; {\"x\":9007199254740993}",
                "[x == `9007199254740993`, y]; {\"x\":9007199254740992,\"y\":1}; {\"x\":9007199254740993,\"y\":1}",
                "max(x); {\"x\":[9007199254740992,9007199254740993]}; {\"x\":[9007199254740992,9007199254740992]}",
                "sort(x); {\"x\":[9007199254740993,9007199254740992,1]}; {\"x\":[9007199254740992,9007199254740992,1]}",
                "[contains(x, `9007199254740993`), y]; {\"x\":[9007199254740992],\"y\":1}; {\"x\":[9007199254740993],\"y\":1}"
            })
    void expressionsTellLargeIntegersApart(String expression, String one, String other) throws IOException {
        KeyDerivation derivation = new KeyDerivation(JSON, expression, null, "SHA-256");

        assertThat(key(derivation, JSON.readTree(one))).isNotEqualTo(key(derivation, JSON.readTree(other)));
    }

    @ParameterizedTest
    @Tag("K2")
    @DisplayName("K2: arithmetic that would lose digits is refused")
    @CsvSource(
            delimiter = ';',
            value = {
                "sum(x);[9007199254740992, 1]",
                "sum(x);[9007199254740991, 9007199254740991]",
                "avg(x);[9007199254740993]",
                "abs(x);-9007199254740993",
                "ceil(x);9007199254740993",
                "floor(x);1e300"
            })
    void arithmeticThatLosesDigitsIsRefused(String expression, String x) throws IOException {
        KeyDerivation derivation = new KeyDerivation(JSON, expression, null, "SHA-256");
        JsonNode payload = JSON.createObjectNode().set("x", JSON.readTree(x));

        assertThatExceptionOfType(IdempotencyKeyException.class)
                .isThrownBy(() -> derivation.derive("op", payload))
                .withMessageContaining("2^53");
    }

    @ParameterizedTest
    @Tag("K2")
    @DisplayName("K2: functions count and read as the specification says")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "length(x); \"\ud83d\ude00é\"; 2",
                "length(x); [1,2,3]; 3",
                "to_number(x); \"1.50\"; 1.5",
                "to_number(x); \"1d\"; null",
                "to_number(x); \"NaN\"; null",
                "to_number(x); \"abc\"; null",
                "to_number(x); \"1e999999999999\"; null",
                "to_number(x); true; null",
                "to_number(x); 7; 7",
                "contains(x, 'b'); \"abc\"; true",
                "contains(x, `1`); \"a1\"; false",
                "sum(x); [0.5, 1]; 1.5",
                "abs(x); -3; 3"
            })
    void functionsFollowTheSpecification(String expression, String x, String result) throws IOException {
        JsonNode payload = JSON.createObjectNode().set("x", JSON.readTree(x));

        assertThat(CanonicalForm.text(JmesPathSelector.compile("o", expression).select(payload)))
                .isEqualTo(result);
    }

    @ParameterizedTest
    @Tag("K4")
    @DisplayName("K4: null, absent, empty, and containers of nothing but those are missing")
    @ValueSource(
            strings = {
                "null",
                "\"\"",
                "[]",
                "{}",
                "[null]",
                "[\"\"]",
                "[[],{}]",
                "{\"a\":null}",
                "{\"a\":{\"b\":[[\"\"]]}}",
                "[[[[null]]]]"
            })
    void emptyIsMissing(String json) throws IOException {
        JsonNode value = JSON.readTree(json);
        KeyDerivation slice = new KeyDerivation(JSON, "x", null, "SHA-256");

        assertThat(wholePayload.derive("op", value)).isEmpty();
        assertThat(slice.derive("op", JSON.createObjectNode().set("x", value))).isEmpty();
        assertThat(slice.derive("op", JSON.createObjectNode())).isEmpty();
        assertThat(wholePayload.derive("op", null)).isEmpty();
        assertThat(wholePayload.derive("op", MissingNode.getInstance())).isEmpty();
    }

    @ParameterizedTest
    @Tag("K4")
    @DisplayName("K4: zero, false, and a container with anything in it are not missing")
    @ValueSource(strings = {"0", "false", "\" \"", "[0]", "[null,1]", "{\"a\":false}", "[[],\"x\"]", "\"null\""})
    void somethingIsNotMissing(String json) throws IOException {
        assertThat(wholePayload.derive("op", JSON.readTree(json))).isPresent();
    }

    @Test
    @Tag("K4")
    @DisplayName("K4: [userId, productId] is missing if both are, and only then")
    void multiSelectIsMissingIfAllOfItIs() {
        KeyDerivation derivation = new KeyDerivation(JSON, "[userId, productId]", null, "SHA-256");

        assertThat(derivation.derive("op", new Order(null, "", BigDecimal.ONE))).isEmpty();
        assertThat(derivation.derive("op", Map.of("amount", 1))).isEmpty();
        assertThat(derivation.derive("op", new Order("u", null, null))).isPresent();
    }

    @ParameterizedTest
    @Tag("K4")
    @DisplayName("K4: what an expression makes up by itself is no key for unrelated calls to share")
    @ValueSource(
            strings = {
                "'orderId'",
                "`1`",
                "['v1', orderId]",
                "{type: 'order', id: orderId}",
                "orderId || 'none'",
                "to_string(orderId)",
                "powertools_json(body).orderId",
                "type(orderId)",
                "to_array(orderId)"
            })
    void whatTheExpressionMakesUpIsMissing(String expression) {
        KeyDerivation derivation = new KeyDerivation(JSON, expression, null, "SHA-256");

        assertThat(derivation.derive("op", Map.of("other", 1))).isEmpty();
    }

    @Test
    @Tag("K4")
    void whatTheExpressionAddsToThePayloadIsNotMissing() {
        KeyDerivation derivation = new KeyDerivation(JSON, "['v1', orderId]", null, "SHA-256");

        assertThat(derivation.derive("op", Map.of("orderId", 7))).isPresent();
    }

    @Test
    @DisplayName("R2: the payload hash covers the validation slice, and is there even if that is missing")
    void payloadHashCoversTheValidationSlice() {
        KeyDerivation derivation = new KeyDerivation(JSON, "userId", "amount", "SHA-256");

        String one = payloadHash(derivation, new Order("u", "p", new BigDecimal("1.0")));
        String same = payloadHash(derivation, new Order("v", "q", BigDecimal.ONE));
        String other = payloadHash(derivation, new Order("u", "p", BigDecimal.TEN));
        String none = payloadHash(derivation, Map.of("userId", "u"));

        assertThat(one).isEqualTo("6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b");
        assertThat(same).isEqualTo(one);
        assertThat(other).isNotEqualTo(one);
        assertThat(none).isEqualTo("74234e98afe7498fb5daf1f36ac2d78acc339464f950703b8c019892f982b90b");
    }

    @ParameterizedTest
    @Tag("K1")
    @DisplayName("K1: any MessageDigest algorithm hashes, in lower-case hex")
    @CsvSource({"MD5, 32", "SHA-1, 40", "sha-256, 64", "SHA3-256, 64", "SHA-512, 128"})
    void anyAlgorithmHashes(String algorithm, int length) {
        String key = key(new KeyDerivation(JSON, null, null, algorithm), "x");

        assertThat(key).matches("op#[0-9a-f]{" + length + "}");
    }

    @Test
    void unknownAlgorithmFailsAtOnce() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new KeyDerivation(JSON, null, null, "SHA-257"))
                .withMessageContaining("hashAlgorithm \"SHA-257\"")
                .withMessageContaining("SHA-256");
    }

    @Test
    @Tag("K6")
    void badExpressionsFailAtOnceWithTheirOption() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new KeyDerivation(JSON, "a.", null, "SHA-256"))
                .withMessageStartingWith("eventKeyJmesPath \"a.\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new KeyDerivation(JSON, "a", "b[1:]", "SHA-256"))
                .withMessageStartingWith("payloadValidationJmesPath \"b[1:]\"");
    }

    @Test
    @DisplayName("K3: failures name the option, and the operation")
    void failuresNameTheOptionAndTheOperation() {
        KeyDerivation derivation = new KeyDerivation(JSON, "id", "sum(parts)", "SHA-256");

        assertThatExceptionOfType(IdempotencyKeyException.class)
                .isThrownBy(() -> derivation.derive("shop.charge", Map.of("id", 1, "parts", "secret")))
                .withMessage("No key for shop.charge: payloadValidationJmesPath: the function sum needs array of number"
                        + " and meets string")
                .satisfies(e -> assertThat(e.operation()).isEqualTo("shop.charge"))
                .satisfies(e -> assertThat(e.key()).isNull())
                .withNoCause();
    }

    @Test
    void manyThreadsGetTheSameKey() {
        KeyDerivation derivation =
                new KeyDerivation(JSON, "[id, powertools_json(body).x]", "powertools_json(body)", "SHA-256");
        ObjectNode payload = JSON.createObjectNode().put("id", 1).put("body", "{\"x\":[1,2,{\"y\":0.1}]}");

        Set<Optional<DerivedKey>> keys = IntStream.range(0, 2_000)
                .parallel()
                .mapToObj(i -> derivation.derive("op", payload))
                .collect(Collectors.toSet());

        assertThat(keys).hasSize(1);
    }

    private static String key(KeyDerivation derivation, Object payload) {
        return derivation.derive("op", payload).orElseThrow().key();
    }

    private static @Nullable String payloadHash(KeyDerivation derivation, Object payload) {
        return derivation.derive("op", payload).orElseThrow().payloadHash();
    }
}
