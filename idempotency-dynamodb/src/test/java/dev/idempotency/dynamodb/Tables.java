package dev.idempotency.dynamodb;

import dev.idempotency.persistence.PersistenceStore;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The tables that workers share, and what stands between them and the records. */
record Tables(String records, String effects, Flaw flaw) {

    PersistenceStore store(DynamoDbClient client) {
        return flaw.in(DynamoDbPersistenceStore.create(client, records));
    }

    Effects effects(DynamoDbClient client) {
        return new Effects(client, effects);
    }
}
