package dev.idempotency.dynamodb;

import dev.idempotency.error.IdempotencyPersistenceException;
import dev.idempotency.persistence.Acquisition;
import dev.idempotency.persistence.Acquisition.Acquired;
import dev.idempotency.persistence.Acquisition.Refused;
import dev.idempotency.persistence.IdempotencyRecord;
import dev.idempotency.persistence.PersistenceStore;
import dev.idempotency.persistence.RecordInventory;
import dev.idempotency.persistence.RecordStatus;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * Idempotency records in a DynamoDB table, an item each, in the layout of Powertools for AWS Lambda plus an owner.
 *
 * <p>A replay is one round trip, a first run two: a claim is one conditional write, which brings back the record that
 * stands in its way. The client may retry any write whose answer was lost, for each recognises what it did before.
 *
 * <pre>{@code
 * PersistenceStore store = DynamoDbPersistenceStore.create(DynamoDbClient.create(), "idempotency");
 * }</pre>
 *
 * <p>The table has a string key {@code id} and TTL on {@code expiration}, which only cleans up;
 * {@link DynamoDbIdempotencyTable} makes one. The store needs the permissions {@code dynamodb:GetItem},
 * {@code PutItem}, {@code UpdateItem} and {@code DeleteItem} on it.
 *
 * <p>Immutable and safe for use by any number of threads. The client is the caller's: never configured or closed here.
 * Its {@link software.amazon.awssdk.core.exception.SdkException} is thrown as it is where DynamoDB cannot be reached
 * or refuses to serve; an item that is not a record is an {@link IdempotencyPersistenceException}.
 */
public final class DynamoDbPersistenceStore implements PersistenceStore, RecordInventory {

    private static final AttributeValue INPROGRESS = AttributeValue.fromS(RecordStatus.INPROGRESS.name());
    private static final AttributeValue COMPLETED = AttributeValue.fromS(RecordStatus.COMPLETED.name());

    private final DynamoDbClient client;
    private final String table;
    private final ItemLayout layout;
    private final Map<String, String> acquireNames;
    private final Map<String, String> completeNames;
    private final Map<String, String> renewNames;
    private final Map<String, String> releaseNames;

    DynamoDbPersistenceStore(DynamoDbClient client, String table, ItemLayout layout) {
        this.client = client;
        this.table = table;
        this.layout = layout;
        this.acquireNames = layout.namesIn(Expressions.CLAIMABLE);
        this.completeNames = layout.namesIn(Expressions.COMPLETABLE, Expressions.complete(Set.of()));
        this.renewNames = layout.namesIn(Expressions.RENEWABLE, Expressions.RENEW);
        this.releaseNames = layout.namesIn(Expressions.RELEASABLE);
    }

    /**
     * A store over a table with the default attribute names and no sort key.
     *
     * @param table name or ARN of the table
     * @throws IllegalArgumentException if there can be no such table
     */
    public static DynamoDbPersistenceStore create(DynamoDbClient client, String table) {
        return builder(client, table).build();
    }

    /**
     * A builder for a store over a table with other attribute names or a sort key.
     *
     * @param table name or ARN of the table
     */
    public static DynamoDbPersistenceStoreBuilder builder(DynamoDbClient client, String table) {
        return new DynamoDbPersistenceStoreBuilder(client, table);
    }

    /**
     * {@inheritDoc}
     *
     * @throws IdempotencyPersistenceException if what stands in the way is not a record
     */
    @Override
    public Acquisition acquire(IdempotencyRecord claim, Instant now) {
        PutItemRequest request = PutItemRequest.builder()
                .tableName(table)
                .item(layout.item(claim))
                .conditionExpression(Expressions.CLAIMABLE)
                .expressionAttributeNames(acquireNames)
                .expressionAttributeValues(acquireValues(claim, now))
                .returnValues(ReturnValue.ALL_OLD)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build();
        try {
            return acquired(claim, client.putItem(request).attributes());
        } catch (ConditionalCheckFailedException notClaimable) {
            return refused(claim, notClaimable);
        }
    }

    /**
     * {@inheritDoc}
     *
     * @throws IdempotencyPersistenceException if the item is not a record
     */
    @Override
    public Optional<IdempotencyRecord> find(String key) {
        GetItemResponse response = client.getItem(GetItemRequest.builder()
                .tableName(table)
                .key(layout.primaryKey(key))
                .consistentRead(true)
                .build());
        return response.hasItem() ? Optional.of(record(key, response.item())) : Optional.empty();
    }

    /**
     * {@inheritDoc}
     *
     * <p>A response that is too long for an item, about 390 KiB, is zipped.
     *
     * @throws dev.idempotency.persistence.ResponseTooLargeException if it is still too long
     */
    @Override
    public boolean complete(IdempotencyRecord completed) {
        Map<Attribute, AttributeValue> content = ItemContent.of(completed);
        return update(UpdateItemRequest.builder()
                .tableName(table)
                .key(layout.primaryKey(completed.key()))
                .updateExpression(Expressions.complete(content.keySet()))
                .conditionExpression(Expressions.COMPLETABLE)
                .expressionAttributeNames(completeNames)
                .expressionAttributeValues(completeValues(completed, content))
                .build());
    }

    @Override
    public boolean renew(IdempotencyRecord claim) {
        return update(UpdateItemRequest.builder()
                .tableName(table)
                .key(layout.primaryKey(claim.key()))
                .updateExpression(Expressions.RENEW)
                .conditionExpression(Expressions.RENEWABLE)
                .expressionAttributeNames(renewNames)
                .expressionAttributeValues(renewValues(claim))
                .build());
    }

    @Override
    public boolean release(String key, String owner) {
        DeleteItemRequest request = DeleteItemRequest.builder()
                .tableName(table)
                .key(layout.primaryKey(key))
                .conditionExpression(Expressions.RELEASABLE)
                .expressionAttributeNames(releaseNames)
                .expressionAttributeValues(Map.of(":me", AttributeValue.fromS(owner), ":inprogress", INPROGRESS))
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build();
        try {
            client.deleteItem(request);
            return true;
        } catch (ConditionalCheckFailedException notReleasable) {
            return wasDeletedBefore(notReleasable);
        }
    }

    /**
     * {@inheritDoc}
     *
     * <p>Reads the whole table, or the whole partition of a table with a sort key, page by page and strongly consistent;
     * needs the permission {@code dynamodb:Scan} or {@code dynamodb:Query}.
     *
     * @throws IdempotencyPersistenceException if an item has a status but is not a record
     */
    @Override
    public Stream<IdempotencyRecord> list(RecordStatus status, Instant now) {
        return new StoredRecords(client, table, layout).read().filter(record -> record.statusAt(now) == status);
    }

    @Override
    public boolean delete(String key) {
        return client.deleteItem(DeleteItemRequest.builder()
                        .tableName(table)
                        .key(layout.primaryKey(key))
                        .returnValues(ReturnValue.ALL_OLD)
                        .build())
                .hasAttributes();
    }

    DynamoDbClient client() {
        return client;
    }

    String table() {
        return table;
    }

    ItemLayout layout() {
        return layout;
    }

    private Acquisition acquired(IdempotencyRecord claim, Map<String, AttributeValue> replaced) {
        IdempotencyRecord old = replaced.isEmpty() ? null : readableOrNull(claim.key(), replaced);
        return old == null || old.isOwnedBy(claim.owner()) ? Acquired.FRESH : new Acquired(old);
    }

    /** The claim is stored by now, so an expired item that was not a record is no reason to fail. */
    private @Nullable IdempotencyRecord readableOrNull(String key, Map<String, AttributeValue> item) {
        try {
            return record(key, item);
        } catch (IdempotencyPersistenceException notARecord) {
            return null;
        }
    }

    private Acquisition refused(IdempotencyRecord claim, ConditionalCheckFailedException notClaimable) {
        if (!notClaimable.hasItem()) {
            String message =
                    "Claim refused without the item that is in its way, as asked for with ALL_OLD: " + claim.key();
            throw new IdempotencyPersistenceException(claim.key(), message, notClaimable);
        }
        return new Refused(record(claim.key(), notClaimable.item()));
    }

    private IdempotencyRecord record(String key, Map<String, AttributeValue> item) {
        return new StoredItem(key, item, layout).toRecord();
    }

    private boolean update(UpdateItemRequest request) {
        try {
            client.updateItem(request);
            return true;
        } catch (ConditionalCheckFailedException notOwned) {
            return false;
        }
    }

    /** A retry that finds no item comes after an attempt that deleted it, and whose answer was lost. */
    private static boolean wasDeletedBefore(ConditionalCheckFailedException notReleasable) {
        Integer attempts = notReleasable.numAttempts();
        return attempts != null && attempts > 1 && !notReleasable.hasItem();
    }

    private static Map<String, AttributeValue> acquireValues(IdempotencyRecord claim, Instant now) {
        Instant heldUntil = claim.leaseUntil() == null ? claim.expiresAt() : claim.leaseUntil();
        return Map.of(
                ":me", owner(claim),
                ":inprogress", INPROGRESS,
                ":lease", ItemLayout.epochMilli(heldUntil),
                ":now", ItemLayout.epochSecondWithMillis(now),
                ":now_ms", ItemLayout.epochMilli(now));
    }

    private static Map<String, AttributeValue> completeValues(
            IdempotencyRecord completed, Map<Attribute, AttributeValue> content) {
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(":me", owner(completed));
        values.put(":completed", COMPLETED);
        values.put(":expiration", ItemLayout.epochSecond(completed.expiresAt()));
        content.forEach((attribute, value) -> values.put(attribute.valuePlaceholder(), value));
        return values;
    }

    private static Map<String, AttributeValue> renewValues(IdempotencyRecord claim) {
        Instant leaseUntil = Objects.requireNonNull(claim.leaseUntil(), "claim.leaseUntil");
        return Map.of(
                ":me", owner(claim),
                ":inprogress", INPROGRESS,
                ":lease", ItemLayout.epochMilli(leaseUntil),
                ":expiration", ItemLayout.epochSecond(claim.expiresAt()));
    }

    private static AttributeValue owner(IdempotencyRecord record) {
        return AttributeValue.fromS(Objects.requireNonNull(record.owner(), "record.owner"));
    }
}
