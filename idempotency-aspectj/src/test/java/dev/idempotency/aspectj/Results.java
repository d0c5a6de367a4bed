package dev.idempotency.aspectj;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.idempotency.Idempotent;
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
import org.jspecify.annotations.Nullable;

/** A method for each type of result; {@link dev.idempotency.aspectj.woven.WovenResults} has them, too. */
public interface Results {

    /** An amount of money. */
    record Money(String currency, BigDecimal amount) {

        /** Derived, so no part of what is stored. */
        public boolean isPositive() {
            return amount.signum() > 0;
        }
    }

    /** A generic record. */
    record Page<T>(List<T> items, Optional<T> next) {}

    /** A sealed hierarchy. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
    @JsonSubTypes({@JsonSubTypes.Type(Circle.class), @JsonSubTypes.Type(Square.class)})
    sealed interface Shape {}

    /** A shape. */
    record Circle(double radius) implements Shape {}

    /** Another shape. */
    record Square(double side) implements Shape {}

    /** What Jackson knows nothing of: only a mapper of the user's own writes and reads it. */
    final class Seat {

        final int row;

        Seat(int row) {
            this.row = row;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Seat seat && row == seat.row;
        }

        @Override
        public int hashCode() {
            return row;
        }
    }

    @Idempotent
    @Nullable
    String text(String id);

    @Idempotent
    void nothing(String id);

    @Idempotent
    boolean truth(String id);

    @Idempotent
    @Nullable
    Boolean boxedTruth(String id);

    @Idempotent
    char letter(String id);

    @Idempotent
    int number(String id);

    @Idempotent
    @Nullable
    Integer boxedNumber(String id);

    @Idempotent
    long bigNumber(String id);

    @Idempotent
    double fraction(String id);

    @Idempotent
    BigDecimal decimal(String id);

    @Idempotent
    BigInteger integer(String id);

    @Idempotent
    byte[] bytes(String id);

    @Idempotent
    int[] numbers(String id);

    @Idempotent
    UUID uuid(String id);

    @Idempotent
    DayOfWeek day(String id);

    @Idempotent
    Instant instant(String id);

    @Idempotent
    LocalDate date(String id);

    @Idempotent
    LocalDateTime dateTime(String id);

    @Idempotent
    OffsetDateTime offsetDateTime(String id);

    @Idempotent
    ZonedDateTime zonedDateTime(String id);

    @Idempotent
    Duration duration(String id);

    @Idempotent
    Period period(String id);

    @Idempotent
    Optional<String> optional(String id);

    @Idempotent
    OptionalInt optionalInt(String id);

    @Idempotent
    @Nullable
    List<String> list(String id);

    @Idempotent
    Set<Long> set(String id);

    @Idempotent
    Map<String, List<Optional<Integer>>> map(String id);

    @Idempotent
    @Nullable
    Money money(String id);

    @Idempotent
    Page<Money> page(String id);

    @Idempotent
    Map<LocalDate, Page<List<Money>>> pages(String id);

    @Idempotent
    Shape shape(String id);

    @Idempotent
    List<? extends Shape> shapes(String id);

    @Idempotent
    Seat seat(String id);
}
