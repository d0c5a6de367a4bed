package dev.idempotency.aspectj;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.idempotency.aspectj.Results.Circle;
import dev.idempotency.aspectj.Results.Money;
import dev.idempotency.aspectj.Results.Page;
import dev.idempotency.aspectj.Results.Seat;
import dev.idempotency.aspectj.Results.Square;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A result that has to come out of a replay as it went in.
 *
 * @param method of {@link Results}, for the type
 * @param mapper the user's own, or {@code null} for the default
 */
record ResultCase(
        String method, @Nullable Object value, @Nullable ObjectMapper mapper) {

    static Stream<ResultCase> all() {
        return Stream.of(simple(), times(), composed()).flatMap(cases -> cases);
    }

    private static Stream<ResultCase> simple() {
        return Stream.of(
                of("text", "a \"text\", grüße, 世界, 🎉"),
                of("text", ""),
                of("text", "null"),
                of("text", null),
                of("nothing", null),
                of("truth", false),
                of("truth", true),
                of("boxedTruth", false),
                of("boxedTruth", null),
                of("letter", '\u0000'),
                of("number", 0),
                of("boxedNumber", Integer.MIN_VALUE),
                of("boxedNumber", null),
                of("bigNumber", (1L << 53) + 1),
                of("fraction", -0.0),
                of("fraction", 0.1 + 0.2),
                of("decimal", new BigDecimal("1.00")),
                of("decimal", new BigDecimal("1E+3")),
                of("integer", BigInteger.TEN.pow(100)),
                of("bytes", new byte[] {0, 1, -1}),
                of("bytes", new byte[0]),
                of("numbers", new int[] {3, 1, 2}),
                of("uuid", UUID.fromString("123e4567-e89b-12d3-a456-426614174000")),
                of("day", DayOfWeek.SUNDAY));
    }

    private static Stream<ResultCase> times() {
        return Stream.of(
                of("instant", Instant.parse("2026-03-01T12:00:00.123456789Z")),
                of("date", LocalDate.of(2024, 2, 29)),
                of("dateTime", LocalDateTime.of(2026, 10, 25, 2, 30)),
                of("offsetDateTime", OffsetDateTime.parse("2026-03-01T12:00:00.5+05:30")),
                of("zonedDateTime", ZonedDateTime.parse("2026-10-25T02:30:00+01:00[Europe/Berlin]")),
                of("duration", Duration.ofSeconds(-1, 1)),
                of("duration", Duration.ZERO),
                of("period", Period.of(1, -2, 3)));
    }

    private static Stream<ResultCase> composed() {
        Money money = new Money("EUR", new BigDecimal("10.00"));
        ObjectMapper own = JsonMapper.builder().addModule(new SeatModule()).build();
        return Stream.of(
                of("optional", Optional.empty()),
                of("optional", Optional.of("")),
                of("optionalInt", OptionalInt.of(0)),
                of("list", List.of()),
                of("list", List.of("b", "", "a")),
                of("list", null),
                of("set", Set.of(0L, -1L)),
                of("map", Map.of()),
                of("map", Map.of("", List.of(Optional.of(0), Optional.empty()))),
                of("money", money),
                of("money", null),
                of("page", new Page<>(List.of(money, money), Optional.of(money))),
                of("page", new Page<Money>(List.of(), Optional.empty())),
                of("pages", Map.of(LocalDate.EPOCH, new Page<>(List.of(List.of(money)), Optional.empty()))),
                of("shape", new Circle(1.5)),
                of("shape", new Square(0)),
                of("shapes", List.of(new Circle(0), new Square(3))),
                new ResultCase("seat", new Seat(7), own));
    }

    private static ResultCase of(String method, @Nullable Object value) {
        return new ResultCase(method, value, null);
    }

    /** This case's method, as one of the given class. */
    Method methodOf(Class<?> type) {
        try {
            return type.getMethod(method, String.class);
        } catch (NoSuchMethodException e) {
            throw new AssertionError(e);
        }
    }

    TypeReference<Object> type() {
        Type declared = methodOf(Results.class).getGenericReturnType();
        return new TypeReference<>() {
            @Override
            public Type getType() {
                return declared;
            }
        };
    }

    @Override
    public String toString() {
        return type().getType().getTypeName() + " " + (value instanceof byte[] ? "array" : value);
    }
}
