package dev.idempotency.dynamodb;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The options of a {@link DynamoDbPersistenceStore}: names of attributes, and a sort key.
 *
 * <p>Not safe for use by several threads.
 */
public final class DynamoDbPersistenceStoreBuilder {

    private static final Pattern TABLE = Pattern.compile("[a-zA-Z0-9_.-]{3,255}|arn:[^ ]{1,1020}");

    private final DynamoDbClient client;
    private final String table;
    private final Map<Attribute, String> names = new EnumMap<>(Attribute.class);
    private @Nullable String staticPartitionKey;

    DynamoDbPersistenceStoreBuilder(DynamoDbClient client, String table) {
        this.client = Objects.requireNonNull(client, "client");
        this.table = table;
        for (Attribute attribute : Attribute.values()) {
            if (attribute.defaultName() != null) {
                names.put(attribute, attribute.defaultName());
            }
        }
    }

    /** The partition key, a string, which holds the idempotency key unless there is a sort key. Default {@code id}. */
    public DynamoDbPersistenceStoreBuilder keyAttribute(String name) {
        return name(Attribute.PARTITION_KEY, name);
    }

    /**
     * The sort key, a string, which holds the idempotency key where the table has one; goes with
     * {@link #staticPartitionKey}. Default none.
     */
    public DynamoDbPersistenceStoreBuilder sortKeyAttribute(String name) {
        return name(Attribute.SORT_KEY, name);
    }

    /**
     * The partition key's value in every item of a table with a sort key. The items then share one partition, and its
     * write capacity: DynamoDB allows 1000 write units a second. Default none.
     *
     * @param value 1 to 2048 bytes in UTF-8
     */
    public DynamoDbPersistenceStoreBuilder staticPartitionKey(String value) {
        this.staticPartitionKey = value;
        return this;
    }

    /** The end of the record in epoch seconds, the table's TTL attribute. Default {@code expiration}. */
    public DynamoDbPersistenceStoreBuilder expirationAttribute(String name) {
        return name(Attribute.EXPIRATION, name);
    }

    /** The end of the claim's lease in epoch milliseconds. Default {@code in_progress_expiration}. */
    public DynamoDbPersistenceStoreBuilder inProgressExpirationAttribute(String name) {
        return name(Attribute.LEASE, name);
    }

    /** INPROGRESS or COMPLETED. Default {@code status}. */
    public DynamoDbPersistenceStoreBuilder statusAttribute(String name) {
        return name(Attribute.STATUS, name);
    }

    /** When the operation ended, in epoch milliseconds. Default {@code completed_at}. */
    public DynamoDbPersistenceStoreBuilder completedAtAttribute(String name) {
        return name(Attribute.COMPLETED_AT, name);
    }

    /** The response, JSON text. Default {@code data}. */
    public DynamoDbPersistenceStoreBuilder dataAttribute(String name) {
        return name(Attribute.DATA, name);
    }

    /** The response, zipped, bytes, where it is too long for an item otherwise. Default {@code data_gzip}. */
    public DynamoDbPersistenceStoreBuilder zippedDataAttribute(String name) {
        return name(Attribute.ZIPPED_DATA, name);
    }

    /** What the operation failed with, JSON text, where failures are recorded. Default {@code failure}. */
    public DynamoDbPersistenceStoreBuilder failureAttribute(String name) {
        return name(Attribute.FAILURE, name);
    }

    /** The payload hash that duplicates must share. Default {@code validation}. */
    public DynamoDbPersistenceStoreBuilder validationAttribute(String name) {
        return name(Attribute.VALIDATION, name);
    }

    /** The owner token of the claim that wrote the item. Default {@code owner}. */
    public DynamoDbPersistenceStoreBuilder ownerAttribute(String name) {
        return name(Attribute.OWNER, name);
    }

    /**
     * Builds the store. DynamoDB is not asked, so the table need not exist yet.
     *
     * @throws IllegalArgumentException if the table's name is neither an ARN nor 3 to 255 letters, digits, {@code _},
     *     {@code -} and {@code .}; if an attribute name is blank, longer than 255 bytes or given twice; or if there is a
     *     sort key without a static partition key or the reverse
     */
    public DynamoDbPersistenceStore build() {
        if (!TABLE.matcher(table).matches()) {
            throw new IllegalArgumentException(
                    "table is \"" + table + "\"; allowed: 3 to 255 of a-z, A-Z, 0-9, _, - and ., or an ARN");
        }
        return new DynamoDbPersistenceStore(client, table, ItemLayout.of(names, staticPartitionKey));
    }

    private DynamoDbPersistenceStoreBuilder name(Attribute attribute, String name) {
        names.put(attribute, name);
        return this;
    }
}
