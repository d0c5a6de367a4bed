package dev.idempotency.examples.readme;

import dev.idempotency.dynamodb.DynamoDbIdempotencyTable;
import dev.idempotency.dynamodb.local.DynamoDbLocal;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** For snippets with a table: a {@code client} of a DynamoDB Local that has an empty table "idempotency". */
public abstract class DynamoDbScaffold extends PaymentsScaffold {

    private final DynamoDbLocal server = DynamoDbLocal.start();

    protected final DynamoDbClient client = DynamoDbClient.builder()
            .endpointOverride(server.endpoint())
            .region(Region.EU_WEST_1)
            .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
            .build();

    protected DynamoDbScaffold() {
        DynamoDbIdempotencyTable.createIfMissing(client, "idempotency");
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
