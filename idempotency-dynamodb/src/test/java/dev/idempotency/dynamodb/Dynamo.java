package dev.idempotency.dynamodb;

import dev.idempotency.dynamodb.local.DynamoDbLocal;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The DynamoDB of the tests: a client to DynamoDB Local, tables of their own, and items as they are. */
final class Dynamo {

    /** Shared by all tests, and open as long as they run. */
    static final DynamoDbClient CLIENT = clientAt(DynamoDbLocal.shared().endpoint())
            .httpClient(UrlConnectionHttpClient.create())
            .build();

    private static final AtomicInteger TABLES = new AtomicInteger();

    private Dynamo() {}

    /** A client still to be given its HTTP client. */
    static DynamoDbClientBuilder clientAt(URI endpoint) {
        return DynamoDbClient.builder()
                .endpointOverride(endpoint)
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")));
    }

    static String unusedTableName() {
        return "idempotency-" + TABLES.incrementAndGet();
    }

    /** An empty table with the default layout. */
    static String newTable() {
        String table = unusedTableName();
        DynamoDbIdempotencyTable.createIfMissing(CLIENT, table);
        return table;
    }

    static void put(String table, Map<String, AttributeValue> item) {
        CLIENT.putItem(request -> request.tableName(table).item(item));
    }

    /** The item as DynamoDB has it; empty if there is none. */
    static Map<String, AttributeValue> item(String table, Map<String, AttributeValue> key) {
        return CLIENT.getItem(request -> request.tableName(table).key(key).consistentRead(true))
                .item();
    }

    static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }

    static AttributeValue number(String value) {
        return AttributeValue.fromN(value);
    }
}
