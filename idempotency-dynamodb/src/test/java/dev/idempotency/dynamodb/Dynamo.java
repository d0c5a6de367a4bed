package dev.idempotency.dynamodb;

import dev.idempotency.dynamodb.local.DynamoDbLocal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The DynamoDB of the tests: a client to DynamoDB Local, tables of their own, and items as they are. */
final class Dynamo {

    /** Shared by all tests, and open as long as they run. */
    static final DynamoDbClient CLIENT = client(Clients.http());

    private static final AtomicInteger TABLES = new AtomicInteger();

    private Dynamo() {}

    /** A client to the DynamoDB of the tests, observed or disturbed on its way. */
    static DynamoDbClient client(SdkHttpClient http, ExecutionInterceptor... interceptors) {
        return Clients.at(DynamoDbLocal.shared().endpoint())
                .httpClient(http)
                .overrideConfiguration(options -> options.executionInterceptors(List.of(interceptors)))
                .build();
    }

    /** A client that asks again at once, without the pauses that the SDK makes by default. */
    static DynamoDbClient impatientClient(SdkHttpClient http, int attempts) {
        return Clients.at(DynamoDbLocal.shared().endpoint())
                .httpClient(http)
                .overrideConfiguration(options -> options.retryStrategy(Clients.retryingAtOnce(attempts)))
                .build();
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
