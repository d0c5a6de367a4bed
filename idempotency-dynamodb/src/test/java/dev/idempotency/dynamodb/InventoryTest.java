package dev.idempotency.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.idempotency.persistence.RecordStatus;
import dev.idempotency.testkit.RecordInventoryContract;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class InventoryTest {

    @Nested
    class OfATable extends RecordInventoryContract<DynamoDbPersistenceStore> {

        @Override
        protected DynamoDbPersistenceStore newStore() {
            return DynamoDbPersistenceStore.create(Dynamo.CLIENT, Dynamo.newTable());
        }
    }

    @Nested
    class OfAPartition extends RecordInventoryContract<DynamoDbPersistenceStore> {

        private static final String TABLE = Dynamo.unusedTableName();
        private static final AtomicInteger PARTITIONS = new AtomicInteger();

        @BeforeAll
        static void createTable() {
            DynamoDbIdempotencyTable.createIfMissing(store("any"));
        }

        @Override
        protected DynamoDbPersistenceStore newStore() {
            return store("partition-" + PARTITIONS.incrementAndGet());
        }

        private static DynamoDbPersistenceStore store(String partition) {
            return DynamoDbPersistenceStore.builder(Dynamo.CLIENT, TABLE)
                    .staticPartitionKey(partition)
                    .sortKeyAttribute("key")
                    .build();
        }
    }

    @Test
    void itemsOfOthersInTheTableAreNoRecords() {
        String table = Dynamo.newTable();
        Dynamo.put(table, Map.of("id", Dynamo.text("tenant acme"), "plan", Dynamo.text("gold")));

        assertThat(DynamoDbPersistenceStore.create(Dynamo.CLIENT, table).list(RecordStatus.COMPLETED, Instant.EPOCH))
                .isEmpty();
    }
}
