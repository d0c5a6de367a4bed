package dev.idempotency.dynamodb;

import dev.idempotency.persistence.IdempotencyRecord;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/**
 * All records of a table, or of the store's partition where it has a sort key. Items without a status, which share a
 * table but are none of ours, are passed over.
 */
record StoredRecords(DynamoDbClient client, String table, ItemLayout layout) {

    private static final String IS_RECORD = "attribute_exists(#status)";
    private static final String IN_PARTITION = "#id = :partition";

    /** Reads them page by page, as the stream goes on. */
    Stream<IdempotencyRecord> read() {
        return (layout.hasSortKey() ? partition() : wholeTable())
                .map(item -> new StoredItem(layout.key(item), item, layout).toRecord());
    }

    private Stream<Map<String, AttributeValue>> wholeTable() {
        ScanRequest request = ScanRequest.builder()
                .tableName(table)
                .consistentRead(true)
                .filterExpression(IS_RECORD)
                .expressionAttributeNames(layout.namesIn(IS_RECORD))
                .build();
        return client.scanPaginator(request).items().stream();
    }

    private Stream<Map<String, AttributeValue>> partition() {
        QueryRequest request = QueryRequest.builder()
                .tableName(table)
                .consistentRead(true)
                .keyConditionExpression(IN_PARTITION)
                .filterExpression(IS_RECORD)
                .expressionAttributeNames(layout.namesIn(IN_PARTITION, IS_RECORD))
                .expressionAttributeValues(Map.of(":partition", layout.partition()))
                .build();
        return client.queryPaginator(request).items().stream();
    }
}
