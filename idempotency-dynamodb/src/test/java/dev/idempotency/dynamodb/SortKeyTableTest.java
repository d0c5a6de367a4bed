package dev.idempotency.dynamodb;

import dev.idempotency.persistence.PersistenceStore;
import dev.idempotency.testkit.PersistenceStoreContract;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;

/** The contract over one table with a sort key, in which each test has a partition of its own. */
class SortKeyTableTest extends PersistenceStoreContract {

    private static final String TABLE = Dynamo.unusedTableName();
    private static final AtomicInteger PARTITIONS = new AtomicInteger();

    @BeforeAll
    static void createTable() {
        DynamoDbIdempotencyTable.createIfMissing(store("any"));
    }

    @Override
    protected PersistenceStore newStore() {
        return store("partition-" + PARTITIONS.incrementAndGet());
    }

    private static DynamoDbPersistenceStore store(String partition) {
        return DynamoDbPersistenceStore.builder(Dynamo.CLIENT, TABLE)
                .staticPartitionKey(partition)
                .sortKeyAttribute("key")
                .build();
    }
}
