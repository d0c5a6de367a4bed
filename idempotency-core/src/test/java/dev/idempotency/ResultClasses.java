package dev.idempotency;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Classes as users have them for results. */
final class ResultClasses {

    private ResultClasses() {}

    record Money(String currency, BigDecimal amount) {

        public boolean isPositive() {
            return amount.signum() > 0;
        }

        public String getDisplay() {
            return amount + " " + currency;
        }
    }

    record Empty() {}

    record Invoice(String id, List<Money> lines, Optional<String> note, int copies, boolean paid) {

        public int getLineCount() {
            return lines.size();
        }
    }

    record Page<T>(List<T> items, Optional<T> next) {

        public boolean isLast() {
            return next.isEmpty();
        }
    }

    @SuppressWarnings("ArrayRecordComponent")
    record Document(String name, byte[] content, int[] pages) {}

    enum Level {
        LOW,
        HIGH {
            @Override
            boolean isAlarming() {
                return true;
            }
        };

        boolean isAlarming() {
            return false;
        }
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
    @JsonSubTypes({@JsonSubTypes.Type(Circle.class), @JsonSubTypes.Type(Square.class)})
    sealed interface Shape {}

    record Circle(double radius) implements Shape {}

    record Square(double side) implements Shape {

        public double getArea() {
            return side * side;
        }
    }

    /** A bean with a property that follows from the others. */
    static class Bean {

        private @Nullable String name;
        private List<String> tags = Collections.emptyList();

        public @Nullable String getName() {
            return name;
        }

        public void setName(@Nullable String name) {
            this.name = name;
        }

        public List<String> getTags() {
            return tags;
        }

        public void setTags(List<String> tags) {
            this.tags = tags;
        }

        public boolean isTagged() {
            return !tags.isEmpty();
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Bean bean
                    && bean.getClass() == getClass()
                    && Objects.equals(name, bean.name)
                    && tags.equals(bean.tags);
        }

        @Override
        public int hashCode() {
            return Objects.hash(name, tags);
        }
    }

    /** Components whose names look like accessors. */
    record Odd(boolean isActive, String getName, String URL, String aB, int x_y) {}

    /** Without setters or records: a class with a creator. */
    static final class Created {

        private final String id;
        private final int size;

        private Created(String id, int size) {
            this.id = id;
            this.size = size;
        }

        @JsonCreator
        static Created of(@JsonProperty("id") String id, @JsonProperty("size") int size) {
            return new Created(id, size);
        }

        public String getId() {
            return id;
        }

        public int getSize() {
            return size;
        }

        public boolean isBig() {
            return size > 100;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Created created && id.equals(created.id) && size == created.size;
        }

        @Override
        public int hashCode() {
            return Objects.hash(id, size);
        }
    }

    /** A list that callers add to, as generated classes have it. */
    static final class Basket {

        private final List<String> items = new ArrayList<>();

        public List<String> getItems() {
            return items;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Basket basket && items.equals(basket.items);
        }

        @Override
        public int hashCode() {
            return items.hashCode();
        }
    }

    /** A property with a setter, and one that only a method of another name sets: Jackson restores it by its field. */
    static final class Counter {

        private String name = "";
        private int count;

        public String getName() {
            return name;
        }

        public void setName(String name) {
            this.name = name;
        }

        public int getCount() {
            return count;
        }

        public void increment() {
            count++;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Counter counter && name.equals(counter.name) && count == counter.count;
        }

        @Override
        public int hashCode() {
            return Objects.hash(name, count);
        }
    }

    /** More than its declared type tells. */
    static final class RichBean extends Bean {

        private String extra = "";

        public String getExtra() {
            return extra;
        }

        public void setExtra(String extra) {
            this.extra = extra;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return super.equals(other) && other instanceof RichBean rich && extra.equals(rich.extra);
        }

        @Override
        public int hashCode() {
            return 31 * super.hashCode() + extra.hashCode();
        }
    }
}
