package dev.idempotency.dynamodb;

import dev.idempotency.persistence.PersistenceStore;
import dev.idempotency.testkit.PersistenceStoreContract;

/** The contract over a table with the default layout, a new one for each test. */
class PlainTableTest extends PersistenceStoreContract {

    @Override
    protected PersistenceStore newStore() {
        return DynamoDbPersistenceStore.create(Dynamo.CLIENT, Dynamo.newTable());
    }
}
