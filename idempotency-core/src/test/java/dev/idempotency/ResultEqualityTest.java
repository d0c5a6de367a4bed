package dev.idempotency;

import static dev.idempotency.Scene.ORDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.idempotency.ResultClasses.Basket;
import dev.idempotency.ResultClasses.Bean;
import dev.idempotency.ResultClasses.Circle;
import dev.idempotency.ResultClasses.Counter;
import dev.idempotency.ResultClasses.Created;
import dev.idempotency.ResultClasses.Document;
import dev.idempotency.ResultClasses.Empty;
import dev.idempotency.ResultClasses.Invoice;
import dev.idempotency.ResultClasses.Level;
import dev.idempotency.ResultClasses.Money;
import dev.idempotency.ResultClasses.Odd;
import dev.idempotency.ResultClasses.Page;
import dev.idempotency.ResultClasses.RichBean;
import dev.idempotency.ResultClasses.Shape;
import dev.idempotency.ResultClasses.Square;
import dev.idempotency.error.IdempotencyResponseException;
import dev.idempotency.persistence.ScriptedStore.Step;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A duplicate gets a value equal to the first call's: text, numbers, containers and classes of the user's own. */
@Tag("R1")
class ResultEqualityTest {

    private final Scene scene = new Scene();

    static Stream<Arguments> texts() {
        return Stream.of(
                result(String.class, "text"),
                result(String.class, ""),
                result(String.class, " "),
                result(String.class, "null"),
                result(String.class, "\"quoted\" \\ / \b\f\n\r\t\u0000\u001f\u007f\u2028"),
                result(String.class, "grüße, 世界, 🎉, e\u0301, \u202eright to left"),
                result(String.class, "long ".repeat(100_000)),
                result(char.class, 'c'),
                result(Character.class, '\u0000'),
                result(byte[].class, new byte[] {0, 1, -1, Byte.MIN_VALUE}),
                result(byte[].class, new byte[0]),
                result(char[].class, new char[] {'a', 'b'}),
                result(UUID.class, UUID.fromString("123e4567-e89b-12d3-a456-426614174000")),
                result(URI.class, URI.create("https://example.com/a?b=c")),
                result(Locale.class, Locale.CANADA_FRENCH));
    }

    static Stream<Arguments> numbers() {
        return Stream.of(
                result(boolean.class, true),
                result(Boolean.class, false),
                result(byte.class, Byte.MIN_VALUE),
                result(Byte.class, (byte) 0),
                result(short.class, Short.MAX_VALUE),
                result(Short.class, (short) -1),
                result(int.class, 0),
                result(Integer.class, Integer.MIN_VALUE),
                result(long.class, Long.MAX_VALUE),
                result(Long.class, (1L << 53) + 1),
                result(float.class, Float.MIN_VALUE),
                result(Float.class, 0.1f),
                result(double.class, 0.1 + 0.2),
                result(Double.class, -0.0),
                result(Double.class, Double.MAX_VALUE),
                result(Double.class, Double.NaN),
                result(double.class, Double.NEGATIVE_INFINITY),
                result(BigDecimal.class, new BigDecimal("1.00")),
                result(BigDecimal.class, new BigDecimal("1E+3")),
                result(BigDecimal.class, new BigDecimal("-0.000000000000000000000000000001")),
                result(BigDecimal.class, new BigDecimal("1E-2000")),
                result(BigInteger.class, BigInteger.TWO.pow(2000).negate()),
                result(BigInteger.class, BigInteger.TEN.pow(5000)),
                result(int[].class, new int[] {1, 2, 3}),
                result(double[].class, new double[] {0.5, -0.0}),
                result(long[][].class, new long[][] {{1}, {}, {2, 3}}));
    }

    static Stream<Arguments> containers() {
        EnumMap<DayOfWeek, Integer> byDay = new EnumMap<>(Map.of(DayOfWeek.FRIDAY, 5, DayOfWeek.MONDAY, 1));
        Map<String, @Nullable Integer> withNull = new LinkedHashMap<>();
        withNull.put("here", 1);
        withNull.put("", 0);
        withNull.put("nothing", null);
        return Stream.of(
                result(new TypeReference<>() {}, List.<String>of()),
                result(new TypeReference<>() {}, List.of("b", "", "a")),
                result(new TypeReference<>() {}, new ArrayList<@Nullable String>(Arrays.asList("a", null))),
                result(new TypeReference<>() {}, Map.<String, Integer>of()),
                result(new TypeReference<>() {}, Map.of("long ".repeat(20_000), 1)),
                result(new TypeReference<>() {}, withNull),
                result(new TypeReference<>() {}, Map.of(7, List.of(1L, 2L), 8, List.<Long>of())),
                result(new TypeReference<>() {}, Set.of(1L, 2L)),
                result(
                        new TypeReference<SortedMap<String, Boolean>>() {},
                        new TreeMap<>(Map.of("b", true, "a", false))),
                result(new TypeReference<>() {}, byDay),
                result(new TypeReference<>() {}, EnumSet.of(DayOfWeek.SUNDAY)),
                result(
                        new TypeReference<>() {},
                        Map.of("entry", 1).entrySet().iterator().next()),
                result(String[].class, new String[0]),
                result(new TypeReference<List<String>[]>() {}, lists(List.of("a"), List.of())),
                result(new TypeReference<>() {}, Optional.of("present")),
                result(new TypeReference<>() {}, Optional.of("")),
                result(new TypeReference<Optional<String>>() {}, Optional.empty()),
                result(new TypeReference<>() {}, List.of(Optional.of(1), Optional.<Integer>empty())),
                result(new TypeReference<>() {}, Optional.of(List.of(Optional.of(new Money("EUR", BigDecimal.ONE))))),
                result(OptionalInt.class, OptionalInt.of(0)),
                result(OptionalLong.class, OptionalLong.empty()),
                result(OptionalDouble.class, OptionalDouble.of(0.5)));
    }

    static Stream<Arguments> classes() {
        Money money = new Money("EUR", new BigDecimal("10.00"));
        Bean bean = new Bean();
        bean.setName("");
        bean.setTags(List.of("a"));
        Basket basket = new Basket();
        basket.getItems().add("apple");
        Counter counter = new Counter();
        counter.setName("visits");
        counter.increment();
        return Stream.of(
                result(Odd.class, new Odd(true, "name", "url", "b", 7)),
                result(Created.class, Created.of("id", 101)),
                result(Basket.class, basket),
                result(Counter.class, counter),
                result(Basket.class, new Basket()),
                result(DayOfWeek.class, DayOfWeek.TUESDAY),
                result(Level.class, Level.HIGH),
                result(Money.class, money),
                result(Empty.class, new Empty()),
                result(Bean.class, bean),
                result(Bean.class, new Bean()),
                result(Invoice.class, new Invoice("i1", List.of(money, money), Optional.of("note"), 0, true)),
                result(Invoice.class, new Invoice("", List.of(), Optional.empty(), -1, false)),
                result(new TypeReference<>() {}, new Page<>(List.of(money), Optional.<Money>empty())),
                result(new TypeReference<>() {}, Map.of("p", new Page<>(List.of(Map.of(1, money)), Optional.empty()))),
                result(Shape.class, new Circle(1.5)),
                result(new TypeReference<>() {}, List.<Shape>of(new Circle(2), new Square(3))),
                result(new TypeReference<>() {}, Map.of("shape", Optional.<Shape>of(new Square(0)))),
                result(new TypeReference<>() {}, new Page<Shape>(List.of(new Circle(0)), Optional.of(new Square(1)))));
    }

    private static <T> Arguments result(Class<T> type, T value) {
        return arguments(type.getSimpleName(), type, value);
    }

    private static <T> Arguments result(TypeReference<T> type, T value) {
        return arguments(type.getType().getTypeName(), type, value);
    }

    @ParameterizedTest(name = "{0} {index}")
    @MethodSource({"texts", "numbers", "containers", "classes", "dev.idempotency.JavaTimeResults#values"})
    void replayEqualsTheFirstResult(String name, Object type, Object value) {
        Idempotency idempotency = Idempotency.with(scene.config().build());
        IdempotentOperation<?> operation = type instanceof Class<?> plain
                ? idempotency.operation("charge", plain)
                : idempotency.operation("charge", (TypeReference<?>) type);

        Object first = callOnce(operation, value);
        Object replay = callOnce(operation, new AssertionError("ran again"));

        assertThat(first).isSameAs(value);
        assertThat(replay).isEqualTo(value);
        assertThat(replay.getClass().isArray()).isEqualTo(value.getClass().isArray());
    }

    @SuppressWarnings("unchecked")
    private Object callOnce(IdempotentOperation<?> operation, Object value) {
        return ((IdempotentOperation<Object>) operation).call(ORDER, () -> {
            scene.receipt();
            if (value instanceof AssertionError error) {
                throw error;
            }
            return value;
        });
    }

    @ParameterizedTest
    @MethodSource("nullableTypes")
    void nullIsReplayedAsNull(Class<?> type) {
        IdempotentOperation<?> operation =
                Idempotency.with(scene.config().build()).operation("charge", type);

        for (int i = 0; i < 2; i++) {
            Object result = operation.call(ORDER, () -> {
                scene.receipt();
                return Scene.nothing();
            });
            assertThat(result).isNull();
        }
        assertThat(scene.runs).hasValue(1);
    }

    static Stream<Class<?>> nullableTypes() {
        return Stream.of(
                Void.class,
                void.class,
                String.class,
                Integer.class,
                Money.class,
                List.class,
                byte[].class,
                Shape.class);
    }

    @Test
    void arrayInARecordIsReplayed() {
        IdempotentOperation<Document> operation = scene.operation(scene.config(), Document.class);
        Document first = operation.call(ORDER, () -> new Document("d", new byte[] {1, 2}, new int[0]));

        assertThat(operation.call(ORDER, () -> new Document("ran again", new byte[0], new int[0])))
                .usingRecursiveComparison()
                .isEqualTo(first);
    }

    /** It may be replayed whole or not at all. */
    @Test
    @Tag("R3")
    void subclassOfTheDeclaredResultIsNotCutDownInSilence() {
        IdempotentOperation<Bean> operation = scene.operation(scene.config(), Bean.class);
        RichBean first = new RichBean();
        first.setExtra("what only the subclass has");

        assertThat(operation.call(ORDER, () -> first)).isSameAs(first);

        try {
            assertThat(operation.call(ORDER, Bean::new)).isEqualTo(first);
        } catch (IdempotencyResponseException e) {
            assertThat(scene.store.count(Step.ACQUIRE)).isEqualTo(2);
        }
    }

    @Test
    void callersDoNotShareTheReplayedObject() {
        Idempotency idempotency = Idempotency.with(scene.config().localCache().build());
        IdempotentOperation<List<String>> operation =
                idempotency.operation("charge", new TypeReference<List<String>>() {});

        for (int i = 0; i < 3; i++) {
            List<String> result = operation.call(ORDER, () -> new ArrayList<>(List.of("a")));
            assertThat(result).containsExactly("a");
            result.add("altered by its caller");
        }
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    private static <T> List<T>[] lists(List<T>... lists) {
        return Arrays.copyOf(lists, lists.length);
    }
}
