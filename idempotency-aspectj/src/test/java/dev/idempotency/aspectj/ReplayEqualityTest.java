package dev.idempotency.aspectj;

import static org.assertj.core.api.Assertions.assertThat;

import dev.idempotency.IdempotencyConfig;
import dev.idempotency.aspectj.WayIn.Call;
import dev.idempotency.dynamodb.DynamoDbIdempotencyTable;
import dev.idempotency.dynamodb.DynamoDbPersistenceStore;
import dev.idempotency.dynamodb.local.DynamoDbLocal;
import dev.idempotency.persistence.InMemoryPersistenceStore;
import dev.idempotency.persistence.PersistenceStore;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Every way in, on every store, for every result. */
@Tag("R1")
class ReplayEqualityTest {

    private static final Map<String, PersistenceStore> STORES = new LinkedHashMap<>();
    private static final DynamoDbClient CLIENT = DynamoDbClient.builder()
            .endpointOverride(DynamoDbLocal.shared().endpoint())
            .region(Region.EU_WEST_1)
            .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
            .build();

    private static int results;
    private static int checked;

    @BeforeAll
    static void openStores() {
        DynamoDbIdempotencyTable.createIfMissing(CLIENT, "results");
        STORES.put("memory", new InMemoryPersistenceStore());
        STORES.put("DynamoDB", DynamoDbPersistenceStore.create(CLIENT, "results"));
    }

    @AfterAll
    static void reportAndClose() {
        CLIENT.close();
        System.out.printf(
                "replay equals first result: %d combinations of %d results, %d ways in and %d stores%n",
                checked, results, WayIn.values().length, STORES.size());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.idempotency.aspectj.ResultCase#all")
    @DisplayName("R1")
    void replayEqualsTheFirstResult(ResultCase result) throws ReflectiveOperationException {
        results++;
        for (Map.Entry<String, PersistenceStore> store : STORES.entrySet()) {
            for (WayIn way : WayIn.values()) {
                IdempotencyConfig config = config(store.getValue(), result);
                String id = "case " + results;
                Object first = way.call(result, config, new Call(id, result::value));
                Object replay = way.call(result, config, new Call(id, ReplayEqualityTest::ranAgain));

                assertThat(first).as("first, %s on %s", way, store.getKey()).isEqualTo(result.value());
                assertThat(replay).as("replay, %s on %s", way, store.getKey()).isEqualTo(result.value());
                checked++;
            }
        }
    }

    private static IdempotencyConfig config(PersistenceStore store, ResultCase result) {
        IdempotencyConfig.Builder config = IdempotencyConfig.builder(store);
        return (result.mapper() == null ? config : config.objectMapper(result.mapper())).build();
    }

    private static @Nullable Object ranAgain() {
        throw new AssertionError("ran again");
    }
}
