package dev.idempotency.examples.orders;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** A table "orders" with one item for each order. */
final class DynamoDbOrderTable implements OrderTable {

    private static final String TABLE = "orders";

    private final DynamoDbClient client;

    private DynamoDbOrderTable(DynamoDbClient client) {
        this.client = client;
    }

    static DynamoDbOrderTable create(DynamoDbClient client) {
        client.createTable(table -> table.tableName(TABLE)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(AttributeDefinition.builder()
                        .attributeName("id")
                        .attributeType(ScalarAttributeType.S)
                        .build())
                .keySchema(KeySchemaElement.builder()
                        .attributeName("id")
                        .keyType(KeyType.HASH)
                        .build()));
        return new DynamoDbOrderTable(client);
    }

    @Override
    public void register(String orderId) {
        written(() -> client.putItem(put -> put.tableName(TABLE)
                .item(Map.of("id", text(orderId), "state", text(State.PENDING.name())))
                .conditionExpression("attribute_not_exists(id)")));
    }

    @Override
    public boolean move(String orderId, State from, State to) {
        return written(() -> client.updateItem(update -> update.tableName(TABLE)
                .key(Map.of("id", text(orderId)))
                .updateExpression("SET #state = :to")
                .conditionExpression("#state = :from")
                .expressionAttributeNames(Map.of("#state", "state"))
                .expressionAttributeValues(Map.of(":from", text(from.name()), ":to", text(to.name())))));
    }

    @Override
    public @Nullable State state(String orderId) {
        AttributeValue state = client.getItem(get ->
                        get.tableName(TABLE).key(Map.of("id", text(orderId))).consistentRead(true))
                .item()
                .get("state");
        return state == null ? null : State.valueOf(state.s());
    }

    private static boolean written(Runnable write) {
        try {
            write.run();
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false;
        }
    }

    private static AttributeValue text(String text) {
        return AttributeValue.fromS(text);
    }
}
