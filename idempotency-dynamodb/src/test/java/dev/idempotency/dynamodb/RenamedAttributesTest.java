package dev.idempotency.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.idempotency.persistence.IdempotencyRecord;
import dev.idempotency.persistence.PersistenceStore;
import dev.idempotency.testkit.PersistenceStoreContract;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The contract over attributes that have DynamoDB's reserved words and worse for names. */
class RenamedAttributesTest extends PersistenceStoreContract {

    private static final String TABLE = Dynamo.unusedTableName();
    private static final AtomicInteger PARTITIONS = new AtomicInteger();

    @BeforeAll
    static void createTable() {
        DynamoDbIdempotencyTable.createIfMissing(store("any"));
    }

    @Override
    protected PersistenceStore newStore() {
        return store("partition " + PARTITIONS.incrementAndGet());
    }

    @Test
    void itemHasTheGivenNamesOnly() {
        DynamoDbPersistenceStore store = store("raw");
        IdempotencyRecord claim =
                IdempotencyRecord.inProgress("a#1", "token", Instant.ofEpochMilli(1), Instant.ofEpochSecond(2), "hash");
        store.acquire(claim, Instant.EPOCH);
        store.complete(claim.completed("{}", Instant.ofEpochSecond(2), Instant.ofEpochSecond(3)));

        assertThat(item("raw", "a#1"))
                .containsOnlyKeys("hash", "range", "ttl", "lock.until", "state", "done", "value", "check sum", "user");
    }

    @Test
    void zippedResponseAndFailureHaveTheGivenNames() {
        DynamoDbPersistenceStore store = store("seldom");
        Instant end = Instant.ofEpochSecond(3);
        IdempotencyRecord zipped = IdempotencyRecord.inProgress("a#2", "token", end, end, null);
        IdempotencyRecord failed = IdempotencyRecord.inProgress("a#3", "token", end, end, null);
        store.acquire(zipped, Instant.EPOCH);
        store.complete(zipped.completed("\"" + "a".repeat(400_000) + "\"", end, end));
        store.acquire(failed, Instant.EPOCH);
        store.complete(failed.failed("{}", end, end));

        assertThat(item("seldom", "a#2")).containsKey("zipped value").doesNotContainKeys("value", "data_gzip");
        assertThat(item("seldom", "a#3")).containsKey("error").doesNotContainKeys("value", "failure");
    }

    private static Map<String, AttributeValue> item(String partition, String key) {
        return Dynamo.item(TABLE, Map.of("hash", Dynamo.text(partition), "range", Dynamo.text(key)));
    }

    private static DynamoDbPersistenceStore store(String partition) {
        return DynamoDbPersistenceStore.builder(Dynamo.CLIENT, TABLE)
                .keyAttribute("hash")
                .sortKeyAttribute("range")
                .staticPartitionKey(partition)
                .expirationAttribute("ttl")
                .inProgressExpirationAttribute("lock.until")
                .statusAttribute("state")
                .completedAtAttribute("done")
                .dataAttribute("value")
                .zippedDataAttribute("zipped value")
                .failureAttribute("error")
                .validationAttribute("check sum")
                .ownerAttribute("user")
                .build();
    }
}
