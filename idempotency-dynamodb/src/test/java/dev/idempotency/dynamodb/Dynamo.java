package dev.idempotency.dynamodb;

import dev.idempotency.dynamodb.local.DynamoDbLocal;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The DynamoDB of the tests: a client to DynamoDB Local, tables of their own, and items as they are. */
final class Dynamo {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Shared by all tests, and open as long as they run. */
    static final DynamoDbClient CLIENT = client(http());

    private static final AtomicInteger TABLES = new AtomicInteger();

    private Dynamo() {}

    /** HTTP with more patience than it has by default, for machines that do many things at a time. */
    static SdkHttpClient http() {
        return UrlConnectionHttpClient.builder()
                .connectionTimeout(PATIENCE)
                .socketTimeout(PATIENCE)
                .build();
    }

    /** A client still to be given its HTTP client. */
    static DynamoDbClientBuilder clientAt(URI endpoint) {
        return DynamoDbClient.builder()
                .endpointOverride(endpoint)
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")));
    }

    /** A client to the DynamoDB of the tests, observed or disturbed on its way. */
    static DynamoDbClient client(SdkHttpClient http, ExecutionInterceptor... interceptors) {
        return clientAt(DynamoDbLocal.shared().endpoint())
                .httpClient(http)
                .overrideConfiguration(options -> options.executionInterceptors(List.of(interceptors)))
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
