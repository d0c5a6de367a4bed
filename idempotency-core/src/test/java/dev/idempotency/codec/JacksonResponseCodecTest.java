package dev.idempotency.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JacksonResponseCodecTest {

    private static final String SECRET = "alice@example.com";

    @Test
    void responseIsCompactJson() throws ResponseCodecException {
        assertThat(codec(new TypeReference<Item>() {}).encode(new Item("a", 1)))
                .isEqualTo("{\"name\":\"a\",\"count\":1}");
        assertThat(codec(new TypeReference<String>() {}).encode("a")).isEqualTo("\"a\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "{", "{\"name\":\"a\",\"count\":1} 2", "{\"name\":\"a\",\"count\":1}}", "[1]", "x"})
    @Tag("R3")
    void textThatIsNoResponseIsRefused(String text) {
        assertThatExceptionOfType(ResponseCodecException.class)
                .isThrownBy(() -> codec(new TypeReference<Item>() {}).decode(text))
                .withNoCause()
                .withMessageContaining(Item.class.getName());
    }

    @Test
    @Tag("R3")
    void spaceAfterAResponseIsNoTrailingText() throws ResponseCodecException {
        assertThat(codec(new TypeReference<Item>() {}).decode(" {\"name\":\"a\",\"count\":1} \n"))
                .isEqualTo(new Item("a", 1));
    }

    @Test
    @Tag("R3")
    void unknownPropertyIsRefused() {
        assertThatExceptionOfType(ResponseCodecException.class).isThrownBy(() -> codec(new TypeReference<Item>() {})
                .decode("{\"name\":\"a\",\"count\":1,\"color\":\"red\"}"));
    }

    @Test
    void placeOfAnUnreadableValueIsTold() {
        assertThatExceptionOfType(ResponseCodecException.class)
                .isThrownBy(() -> codec(new TypeReference<Map<String, List<Item>>>() {})
                        .decode("{\"" + SECRET + "\":[{},{\"count\":\"" + SECRET + "\"}]}"))
                .withMessageContaining("*.[1].count")
                .satisfies(JacksonResponseCodecTest::assertThatNothingLeaks);
    }

    /** Types, and stored texts that were something else before a deploy. */
    static Stream<Arguments> unreadable() {
        return Stream.of(
                arguments("value", new TypeReference<Item>() {}, "{\"name\":\"a\",\"count\":\"" + SECRET + "\"}"),
                arguments("text", new TypeReference<Integer>() {}, "\"" + SECRET + "\""),
                arguments("no JSON", new TypeReference<String>() {}, SECRET),
                arguments("enum", new TypeReference<DayOfWeek>() {}, "\"" + SECRET + "\""),
                arguments("map's value", new TypeReference<Map<String, Integer>>() {}, "{\"" + SECRET + "\":\"b\"}"),
                arguments("sorted map", new TypeReference<TreeMap<String, Integer>>() {}, "{\"" + SECRET + "\":\"b\"}"),
                arguments("map's key", new TypeReference<Map<DayOfWeek, Integer>>() {}, "{\"" + SECRET + "\":1}"),
                arguments("entry", new TypeReference<Map.Entry<String, Integer>>() {}, "{\"" + SECRET + "\":\"b\"}"),
                arguments("map read as a record", new TypeReference<Item>() {}, "{\"" + SECRET + "\":1}"),
                arguments("map read as a bean", new TypeReference<List<Open>>() {}, "[{\"" + SECRET + "\":\"b\"}]"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unreadable")
    @Tag("F4")
    void messageDoesNotQuoteTheStoredResponse(String what, TypeReference<?> type, String stored) {
        assertThatExceptionOfType(ResponseCodecException.class)
                .isThrownBy(() -> codec(type).decode(stored))
                .satisfies(JacksonResponseCodecTest::assertThatNothingLeaks);
    }

    static Stream<Arguments> unwritable() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(SECRET, new Broken());
        Open open = new Open();
        open.others.put(SECRET, new Broken());
        return Stream.of(
                arguments("getter", new TypeReference<Broken>() {}, new Broken()),
                arguments("map", new TypeReference<Map<String, Broken>>() {}, map),
                arguments("any getter", new TypeReference<Open>() {}, open),
                arguments("list", new TypeReference<List<Broken>>() {}, List.of(new Broken())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unwritable")
    @Tag("F4")
    void messageDoesNotQuoteTheResult(String what, TypeReference<Object> type, Object result) {
        assertThatExceptionOfType(ResponseCodecException.class)
                .isThrownBy(() -> codec(type).encode(result))
                .withNoCause()
                .withMessageContaining("cannot be written")
                .satisfies(JacksonResponseCodecTest::assertThatNothingLeaks);
    }

    @Test
    @Tag("R4")
    void endlessResultIsRefused() {
        List<Object> endless = new ArrayList<>();
        endless.add(endless);

        assertThatExceptionOfType(ResponseCodecException.class)
                .isThrownBy(() -> codec(new TypeReference<List<Object>>() {}).encode(endless));
    }

    @Test
    @Tag("R4")
    void resultThatOverflowsTheStackIsRefused() {
        assertThatExceptionOfType(ResponseCodecException.class)
                .isThrownBy(() -> codec(new TypeReference<Overflowing>() {}).encode(new Overflowing()))
                .withMessageContaining("StackOverflowError");
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 999, 1000, 1001, 5000})
    @Tag("R1")
    void whatCanBeWrittenCanBeRead(int depth) throws ResponseCodecException {
        ResponseCodec<Object> codec = codec(new TypeReference<>() {});
        Object nested = "innermost";
        for (int i = 0; i < depth; i++) {
            nested = List.of(nested);
        }
        String stored;
        try {
            stored = codec.encode(nested);
        } catch (ResponseCodecException tooDeep) {
            assertThat(depth).isGreaterThan(500);
            return;
        }
        assertThat(codec.encode(codec.decode(stored))).isEqualTo(stored);
    }

    @Test
    void givenMapperIsUsedAsItIsConfigured() throws ResponseCodecException {
        ResponseCodec<Item> lenient = new JacksonResponseCodec<>(
                new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES), Item.class);

        assertThat(lenient.decode("{\"name\":\"a\",\"count\":1,\"color\":\"red\"}"))
                .isEqualTo(new Item("a", 1));
    }

    private static <R> ResponseCodec<R> codec(TypeReference<R> type) {
        return new JacksonResponseCodec<>(JacksonDefaults.mapper(), type.getType());
    }

    private static void assertThatNothingLeaks(Throwable failure) {
        assertThat(failure.toString()).doesNotContain("alice");
        assertThat(failure.getCause()).isNull();
    }

    record Item(String name, int count) {}

    /** Whose property cannot be read. */
    static final class Broken {

        @SuppressWarnings("DoNotCallSuggester")
        public @Nullable String getText() {
            throw new IllegalStateException("cannot tell " + SECRET);
        }

        public void setText(String ignored) {}
    }

    /** With properties of any name. */
    static final class Open {

        private final Map<String, Object> others = new LinkedHashMap<>();

        @JsonAnyGetter
        public Map<String, Object> others() {
            return others;
        }

        @JsonAnySetter
        public void set(String name, Item value) {
            others.put(name, value);
        }
    }

    /** Whose getter recurs for ever. */
    static final class Overflowing {

        public int getDepth() {
            return 1 + deeper();
        }

        public void setDepth(int ignored) {}

        private int deeper() {
            return getDepth();
        }
    }
}
