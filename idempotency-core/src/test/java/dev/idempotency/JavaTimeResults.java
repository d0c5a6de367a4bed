package dev.idempotency;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.core.type.TypeReference;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Results of java.time, for {@link ResultEqualityTest}. */
final class JavaTimeResults {

    private JavaTimeResults() {}

    static Stream<Arguments> values() {
        return Stream.of(
                value(Instant.parse("2026-03-01T12:00:00.123456789Z")),
                value(Instant.EPOCH),
                value(Instant.parse("-0001-01-01T00:00:00Z")),
                value(LocalDate.of(2024, 2, 29)),
                value(LocalTime.MIDNIGHT),
                value(LocalTime.of(23, 59, 59, 1)),
                value(LocalDateTime.of(2026, 10, 25, 2, 30)),
                value(OffsetDateTime.parse("2026-03-01T12:00:00.5+05:30")),
                value(OffsetDateTime.parse("2026-03-01T12:00:00Z")),
                value(OffsetTime.parse("12:00:00-08:00")),
                value(ZonedDateTime.parse("2026-10-25T02:30:00+01:00[Europe/Berlin]")),
                value(ZonedDateTime.parse("2026-10-25T02:30:00+02:00[Europe/Berlin]")),
                value(ZonedDateTime.parse("2026-03-01T12:00:00Z[UTC]")),
                value(ZonedDateTime.parse("2026-03-01T12:00:00Z")),
                value(ZonedDateTime.parse("2026-03-01T12:00:00+05:30")),
                value(Duration.ofSeconds(-1, 1)),
                value(Duration.ZERO),
                value(Duration.ofDays(10_000)),
                value(Period.of(1, -2, 3)),
                value(Period.ZERO),
                value(Year.of(2026)),
                value(YearMonth.of(2026, 3)),
                value(MonthDay.of(2, 29)),
                value(Month.MARCH),
                value(DayOfWeek.MONDAY),
                value(ZoneOffset.ofHoursMinutes(5, 30)),
                arguments("ZoneId", ZoneId.class, ZoneId.of("America/New_York")),
                value(Date.from(Instant.parse("2026-03-01T12:00:00.123Z"))),
                value(new Stay(
                        ZonedDateTime.parse("2026-03-01T15:00:00+01:00[Europe/Paris]"),
                        Optional.of(Duration.ofHours(36)),
                        Map.of(LocalDate.of(2026, 3, 2), List.of(OffsetDateTime.parse("2026-03-02T09:00:00-05:00"))))),
                arguments(
                        "Map of ZonedDateTime",
                        new TypeReference<Map<String, ZonedDateTime>>() {},
                        Map.of("paris", ZonedDateTime.parse("2026-03-01T15:00:00+01:00[Europe/Paris]"))));
    }

    private static Arguments value(Object value) {
        return arguments(value.getClass().getSimpleName(), value.getClass(), value);
    }

    record Stay(ZonedDateTime from, Optional<Duration> length, Map<LocalDate, List<OffsetDateTime>> calls) {

        public ZonedDateTime getUntil() {
            return from.plus(length.orElse(Duration.ZERO));
        }
    }
}
