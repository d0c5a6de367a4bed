package dev.idempotency.examples;

import dev.idempotency.dynamodb.DynamoDbIdempotencyTable;
import dev.idempotency.dynamodb.DynamoDbPersistenceStore;
import dev.idempotency.dynamodb.local.DynamoDbLocal;
import dev.idempotency.persistence.IdempotencyRecord;
import dev.idempotency.persistence.PersistenceStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A DynamoDB table: of a DynamoDB Local that starts and ends with the example, or of AWS. */
final class DynamoDbExampleStore implements ExampleStore {

    static final String TABLE_VARIABLE = "IDEMPOTENCY_TABLE";

    private final DynamoDbClient client;
    private final String table;
    private final String keyPrefix;
    private final @Nullable DynamoDbLocal server;

    private DynamoDbExampleStore(
            DynamoDbClient client, String table, String keyPrefix, @Nullable DynamoDbLocal server) {
        this.client = client;
        this.table = table;
        this.keyPrefix = keyPrefix;
        this.server = server;
    }

    static DynamoDbExampleStore local() {
        DynamoDbLocal server = DynamoDbLocal.start();
        DynamoDbClient client = DynamoDbClient.builder()
                .endpointOverride(server.endpoint())
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
                .build();
        DynamoDbExampleStore local = new DynamoDbExampleStore(client, "idempotency", "", server);
        try {
            DynamoDbIdempotencyTable.createIfMissing(client, local.table);
            return local;
        } catch (RuntimeException e) {
            local.close();
            throw e;
        }
    }

    /** The table that the environment names, with the credentials and the region that the AWS SDK finds by itself. */
    static DynamoDbExampleStore aws(Map<String, String> environment) {
        String table = environment.getOrDefault(TABLE_VARIABLE, "");
        if (table.isBlank()) {
            throw new IllegalArgumentException("the store " + DYNAMODB + " needs the environment variable "
                    + TABLE_VARIABLE + ", the name of a table with a string key \"id\"");
        }
        // The records of the last hour's runs are still there, and would answer this run's calls.
        String keyPrefix = "run-" + UUID.randomUUID().toString().substring(0, 8);
        try {
            return new DynamoDbExampleStore(DynamoDbClient.create(), table, keyPrefix, null);
        } catch (SdkException e) {
            throw new IllegalArgumentException("no client for the store " + DYNAMODB + ": " + e.getMessage(), e);
        }
    }

    @Override
    public PersistenceStore store() {
        return DynamoDbPersistenceStore.create(client, table);
    }

    /** Reads the whole table to find the keys: fine for an example, and for nothing else. */
    @Override
    public List<IdempotencyRecord> records() {
        PersistenceStore store = store();
        return client.scanPaginator(scan -> scan.tableName(table).consistentRead(true)).items().stream()
                .map(item -> item.getOrDefault("id", AttributeValue.fromS("")).s())
                .filter(key -> key.startsWith(keyPrefix))
                .map(store::find)
                .flatMap(Optional::stream)
                .toList();
    }

    @Override
    public String keyPrefix() {
        return keyPrefix;
    }

    @Override
    public Optional<DynamoDbClient> ownDatabase() {
        return server == null ? Optional.empty() : Optional.of(client);
    }

    @Override
    public String description() {
        return server != null
                ? "table \"" + table + "\" of a DynamoDB Local at " + server.endpoint()
                : "table \"" + table + "\" in AWS; the keys of this run start with " + keyPrefix;
    }

    @Override
    public void close() {
        client.close();
        if (server != null) {
            server.close();
        }
    }
}
