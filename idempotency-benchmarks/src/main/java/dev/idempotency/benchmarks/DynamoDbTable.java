package dev.idempotency.benchmarks;

import dev.idempotency.dynamodb.DynamoDbIdempotencyTable;
import java.net.URI;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The table on DynamoDB Local that library and floor share, and how both reach it. */
final class DynamoDbTable {

    static final String NAME = "idempotency";

    private DynamoDbTable() {}

    static DynamoDbClient client(URI endpoint, ExecutionInterceptor... interceptors) {
        return DynamoDbClient.builder()
                .endpointOverride(endpoint)
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
                .httpClient(UrlConnectionHttpClient.create())
                .overrideConfiguration(options -> options.executionInterceptors(List.of(interceptors)))
                .build();
    }

    static void createAt(URI endpoint) {
        try (DynamoDbClient client = client(endpoint)) {
            DynamoDbIdempotencyTable.createIfMissing(client, NAME);
        }
    }
}
