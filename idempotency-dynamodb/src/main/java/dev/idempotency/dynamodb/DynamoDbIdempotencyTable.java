package dev.idempotency.dynamodb;

import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.core.waiters.WaiterOverrideConfiguration;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.waiters.DynamoDbWaiter;

/**
 * Makes the table of a {@link DynamoDbPersistenceStore}: on-demand, with TTL, ready for use.
 *
 * <p>For tests, trials and programs that set themselves up; a table that matters is better declared where the rest of
 * the infrastructure is. It needs the permissions {@code dynamodb:CreateTable}, {@code DescribeTable},
 * {@code DescribeTimeToLive} and {@code UpdateTimeToLive}.
 */
public final class DynamoDbIdempotencyTable {

    private static final WaiterOverrideConfiguration TWO_MINUTES = WaiterOverrideConfiguration.builder()
            .backoffStrategyV2(BackoffStrategy.fixedDelayWithoutJitter(Duration.ofSeconds(1)))
            .maxAttempts(120)
            .build();

    private final DynamoDbClient client;
    private final String name;
    private final ItemLayout layout;

    private DynamoDbIdempotencyTable(DynamoDbPersistenceStore store) {
        this.client = store.client();
        this.name = store.table();
        this.layout = store.layout();
    }

    /**
     * Makes the table of {@link DynamoDbPersistenceStore#create(DynamoDbClient, String)}; see
     * {@link #createIfMissing(DynamoDbPersistenceStore)}.
     *
     * @param name the table's name
     */
    public static void createIfMissing(DynamoDbClient client, String name) {
        createIfMissing(DynamoDbPersistenceStore.create(client, name));
    }

    /**
     * Makes the table that a store is for, with its attribute names and its sort key if it has one, and waits until it
     * is active, two minutes at the longest. A table that is there already is left as it is but for TTL, which is
     * enabled. May be called by any number of processes at the same time.
     *
     * @throws IllegalStateException if there is a table of that name with another key, or with TTL on another attribute
     * @throws software.amazon.awssdk.core.exception.SdkException if DynamoDB failed or refused; a call may be repeated
     */
    public static void createIfMissing(DynamoDbPersistenceStore store) {
        DynamoDbIdempotencyTable table = new DynamoDbIdempotencyTable(store);
        table.create();
        table.awaitActive();
        table.enableTimeToLive();
    }

    private void create() {
        try {
            client.createTable(CreateTableRequest.builder()
                    .tableName(name)
                    .billingMode(BillingMode.PAY_PER_REQUEST)
                    .keySchema(keySchema())
                    .attributeDefinitions(keySchema().stream()
                            .map(DynamoDbIdempotencyTable::stringAttribute)
                            .toList())
                    .build());
        } catch (ResourceInUseException alreadyThere) {
            // Made before, or by another caller just now.
        }
    }

    private void awaitActive() {
        try (DynamoDbWaiter waiter = DynamoDbWaiter.builder().client(client).build()) {
            DescribeTableRequest describe =
                    DescribeTableRequest.builder().tableName(name).build();
            waiter.waitUntilTableExists(describe, TWO_MINUTES)
                    .matched()
                    .response()
                    .ifPresent(described -> requireKeySchema(described.table()));
        }
    }

    private void requireKeySchema(TableDescription table) {
        if (!table.keySchema().equals(keySchema())) {
            throw new IllegalStateException(
                    "Table " + name + " has the key " + table.keySchema() + ", not " + keySchema());
        }
    }

    private void enableTimeToLive() {
        if (hasTimeToLive()) {
            return;
        }
        try {
            client.updateTimeToLive(UpdateTimeToLiveRequest.builder()
                    .tableName(name)
                    .timeToLiveSpecification(ttl -> ttl.enabled(true).attributeName(expiration()))
                    .build());
        } catch (DynamoDbException refused) {
            if (!hasTimeToLive()) {
                throw refused;
            }
        }
    }

    private boolean hasTimeToLive() {
        TimeToLiveDescription ttl = client.describeTimeToLive(
                        DescribeTimeToLiveRequest.builder().tableName(name).build())
                .timeToLiveDescription();
        boolean on = ttl.timeToLiveStatus() == TimeToLiveStatus.ENABLED
                || ttl.timeToLiveStatus() == TimeToLiveStatus.ENABLING;
        if (on && !ttl.attributeName().equals(expiration())) {
            throw new IllegalStateException(
                    "Table " + name + " has TTL on " + ttl.attributeName() + ", not " + expiration());
        }
        return on;
    }

    private String expiration() {
        return layout.name(Attribute.EXPIRATION);
    }

    private List<KeySchemaElement> keySchema() {
        KeySchemaElement partitionKey = key(Attribute.PARTITION_KEY, KeyType.HASH);
        return layout.hasSortKey()
                ? List.of(partitionKey, key(Attribute.SORT_KEY, KeyType.RANGE))
                : List.of(partitionKey);
    }

    private KeySchemaElement key(Attribute attribute, KeyType type) {
        return KeySchemaElement.builder()
                .attributeName(layout.name(attribute))
                .keyType(type)
                .build();
    }

    private static AttributeDefinition stringAttribute(KeySchemaElement key) {
        return AttributeDefinition.builder()
                .attributeName(key.attributeName())
                .attributeType(ScalarAttributeType.S)
                .build();
    }
}
