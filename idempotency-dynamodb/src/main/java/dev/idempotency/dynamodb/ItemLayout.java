package dev.idempotency.dynamodb;

import dev.idempotency.persistence.IdempotencyRecord;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** How one table lays a record out as an item: attribute names, and a static partition key where it has a sort key. */
final class ItemLayout {

    private static final int MAX_NAME_BYTES = 255;
    private static final int MAX_PARTITION_KEY_BYTES = 2048;
    private static final int MILLIS_SCALE = 3;

    private final Map<Attribute, String> names;
    private final @Nullable AttributeValue staticPartitionKey;

    private ItemLayout(Map<Attribute, String> names, @Nullable String staticPartitionKey) {
        this.names = new EnumMap<>(names);
        this.staticPartitionKey = staticPartitionKey == null ? null : AttributeValue.fromS(staticPartitionKey);
    }

    /**
     * A layout whose names are usable and all different, with a static partition key if and only if there is a sort key.
     *
     * @throws IllegalArgumentException naming the option, its value and what is allowed
     */
    static ItemLayout of(Map<Attribute, String> names, @Nullable String staticPartitionKey) {
        names.forEach((attribute, name) -> requireText(attribute.option(), name, MAX_NAME_BYTES));
        requireDistinct(names);
        String sortKey = names.get(Attribute.SORT_KEY);
        if (staticPartitionKey != null) {
            requireText("staticPartitionKey", staticPartitionKey, MAX_PARTITION_KEY_BYTES);
        }
        if ((sortKey == null) != (staticPartitionKey == null)) {
            throw new IllegalArgumentException("sortKeyAttribute is " + quoted(sortKey) + " and staticPartitionKey is "
                    + quoted(staticPartitionKey) + "; allowed: both or neither");
        }
        return new ItemLayout(names, staticPartitionKey);
    }

    String name(Attribute attribute) {
        String name = names.get(attribute);
        if (name == null) {
            throw new IllegalStateException("The table has no " + attribute);
        }
        return name;
    }

    boolean hasSortKey() {
        return staticPartitionKey != null;
    }

    /** The names behind the placeholders of some expressions, and no others: DynamoDB refuses a name without a use. */
    Map<String, String> namesIn(String... expressions) {
        String text = String.join(" ", expressions);
        Map<String, String> used = new HashMap<>();
        names.forEach((attribute, name) -> {
            if (text.contains(attribute.placeholder())) {
                used.put(attribute.placeholder(), name);
            }
        });
        return Map.copyOf(used);
    }

    /** The primary key of the item that belongs to an idempotency key. */
    Map<String, AttributeValue> primaryKey(String key) {
        AttributeValue value = AttributeValue.fromS(key);
        return staticPartitionKey == null
                ? Map.of(name(Attribute.PARTITION_KEY), value)
                : Map.of(name(Attribute.PARTITION_KEY), staticPartitionKey, name(Attribute.SORT_KEY), value);
    }

    /** The idempotency key that an item belongs to. */
    String key(Map<String, AttributeValue> item) {
        return Objects.requireNonNull(item.get(name(hasSortKey() ? Attribute.SORT_KEY : Attribute.PARTITION_KEY)))
                .s();
    }

    /** The static partition key of a table with a sort key. */
    AttributeValue partition() {
        return Objects.requireNonNull(staticPartitionKey, "The table has no sort key");
    }

    /** The whole item of a record; what is {@code null} in the record is absent from the item. */
    Map<String, AttributeValue> item(IdempotencyRecord record) {
        Map<String, AttributeValue> item = new HashMap<>(primaryKey(record.key()));
        item.put(name(Attribute.STATUS), AttributeValue.fromS(record.status().name()));
        item.put(name(Attribute.EXPIRATION), epochSecond(record.expiresAt()));
        if (record.leaseUntil() != null) {
            item.put(name(Attribute.LEASE), epochMilli(record.leaseUntil()));
        }
        if (record.owner() != null) {
            item.put(name(Attribute.OWNER), AttributeValue.fromS(record.owner()));
        }
        ItemContent.of(record).forEach((attribute, value) -> item.put(name(attribute), value));
        return item;
    }

    static AttributeValue epochSecond(Instant instant) {
        return AttributeValue.fromN(Long.toString(instant.getEpochSecond()));
    }

    static AttributeValue epochMilli(Instant instant) {
        return AttributeValue.fromN(Long.toString(instant.toEpochMilli()));
    }

    /** Epoch seconds to three decimal places: compares with whole seconds to the millisecond. */
    static AttributeValue epochSecondWithMillis(Instant instant) {
        return AttributeValue.fromN(
                BigDecimal.valueOf(instant.toEpochMilli(), MILLIS_SCALE).toPlainString());
    }

    private static void requireText(String option, String value, int maxBytes) {
        if (value == null || value.isBlank() || value.getBytes(StandardCharsets.UTF_8).length > maxBytes) {
            throw new IllegalArgumentException(
                    option + " is " + quoted(value) + "; allowed: 1 to " + maxBytes + " bytes in UTF-8, not blank");
        }
    }

    private static void requireDistinct(Map<Attribute, String> names) {
        Map<String, Attribute> taken = new HashMap<>();
        names.forEach((attribute, name) -> {
            Attribute other = taken.put(name, attribute);
            if (other != null) {
                throw new IllegalArgumentException(other.option() + " and " + attribute.option() + " are both "
                        + quoted(name) + "; allowed: a different name for each attribute");
            }
        });
    }

    private static String quoted(@Nullable String value) {
        return value == null ? "not set" : '"' + value + '"';
    }
}
