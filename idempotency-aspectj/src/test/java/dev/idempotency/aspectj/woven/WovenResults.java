package dev.idempotency.aspectj.woven;

import dev.idempotency.Idempotent;
import dev.idempotency.aspectj.Results.Money;
import dev.idempotency.aspectj.Results.Page;
import dev.idempotency.aspectj.Results.Seat;
import dev.idempotency.aspectj.Results.Shape;
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
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The methods of {@link dev.idempotency.aspectj.Results}, woven. */
public final class WovenResults {

    private final Supplier<@Nullable Object> function;

    /** All methods run the given function. */
    public WovenResults(Supplier<@Nullable Object> function) {
        this.function = function;
    }

    @Idempotent
    public @Nullable String text(String id) {
        return result();
    }

    @Idempotent
    public void nothing(String id) {
        result();
    }

    @Idempotent
    public boolean truth(String id) {
        return this.<Boolean>result();
    }

    @Idempotent
    public @Nullable Boolean boxedTruth(String id) {
        return result();
    }

    @Idempotent
    public char letter(String id) {
        return this.<Character>result();
    }

    @Idempotent
    public int number(String id) {
        return this.<Integer>result();
    }

    @Idempotent
    public @Nullable Integer boxedNumber(String id) {
        return result();
    }

    @Idempotent
    public long bigNumber(String id) {
        return this.<Long>result();
    }

    @Idempotent
    public double fraction(String id) {
        return this.<Double>result();
    }

    @Idempotent
    public BigDecimal decimal(String id) {
        return result();
    }

    @Idempotent
    public BigInteger integer(String id) {
        return result();
    }

    @Idempotent
    public byte[] bytes(String id) {
        return result();
    }

    @Idempotent
    public int[] numbers(String id) {
        return result();
    }

    @Idempotent
    public UUID uuid(String id) {
        return result();
    }

    @Idempotent
    public DayOfWeek day(String id) {
        return result();
    }

    @Idempotent
    public Instant instant(String id) {
        return result();
    }

    @Idempotent
    public LocalDate date(String id) {
        return result();
    }

    @Idempotent
    public LocalDateTime dateTime(String id) {
        return result();
    }

    @Idempotent
    public OffsetDateTime offsetDateTime(String id) {
        return result();
    }

    @Idempotent
    public ZonedDateTime zonedDateTime(String id) {
        return result();
    }

    @Idempotent
    public Duration duration(String id) {
        return result();
    }

    @Idempotent
    public Period period(String id) {
        return result();
    }

    @Idempotent
    public Optional<String> optional(String id) {
        return result();
    }

    @Idempotent
    public OptionalInt optionalInt(String id) {
        return result();
    }

    @Idempotent
    public @Nullable List<String> list(String id) {
        return result();
    }

    @Idempotent
    public Set<Long> set(String id) {
        return result();
    }

    @Idempotent
    public Map<String, List<Optional<Integer>>> map(String id) {
        return result();
    }

    @Idempotent
    public @Nullable Money money(String id) {
        return result();
    }

    @Idempotent
    public Page<Money> page(String id) {
        return result();
    }

    @Idempotent
    public Map<LocalDate, Page<List<Money>>> pages(String id) {
        return result();
    }

    @Idempotent
    public Shape shape(String id) {
        return result();
    }

    @Idempotent
    public List<? extends Shape> shapes(String id) {
        return result();
    }

    @Idempotent
    public Seat seat(String id) {
        return result();
    }

    /** The method's own type is that of the case: NullAway knows no nullable type arguments. */
    @SuppressWarnings({"unchecked", "NullAway", "TypeParameterUnusedInFormals"})
    private <T> T result() {
        return (T) function.get();
    }
}
