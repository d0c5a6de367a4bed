package dev.idempotency.examples;

import dev.idempotency.persistence.IdempotencyRecord;
import dev.idempotency.persistence.InMemoryPersistenceStore;
import dev.idempotency.persistence.PersistenceStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The store that an example runs on, and a look into it, which the library itself has no need of. */
public interface ExampleStore extends AutoCloseable {

    /** Kept by this JVM. */
    String MEMORY = "memory";

    /** Kept by a DynamoDB Local that starts and ends with the example. */
    String DYNAMODB_LOCAL = "dynamodb-local";

    /** Kept in AWS, in the table that the environment names. */
    String DYNAMODB = "dynamodb";

    /** The store itself. */
    PersistenceStore store();

    /** All records that this run has written, expired ones too, in no particular order. */
    List<IdempotencyRecord> records();

    /** In front of every key of this run; empty where the run has the store to itself. */
    String keyPrefix();

    /** A database that is this run's alone, for what an example keeps beside the records. */
    default Optional<DynamoDbClient> ownDatabase() {
        return Optional.empty();
    }

    /** Where the records are, for people. */
    String description();

    @Override
    void close();

    /**
     * Opens the store of the given name.
     *
     * @throws IllegalArgumentException if there is none of that name, or the environment does not say which table
     */
    static ExampleStore open(String name, Map<String, String> environment) {
        return switch (name) {
            case MEMORY -> inMemory();
            case DYNAMODB_LOCAL -> DynamoDbExampleStore.local();
            case DYNAMODB -> DynamoDbExampleStore.aws(environment);
            default ->
                throw new IllegalArgumentException("unknown store \"" + name + "\"; -Dstore is one of " + MEMORY + ", "
                        + DYNAMODB_LOCAL + ", " + DYNAMODB);
        };
    }

    /** A store in this JVM's memory, empty. */
    static ExampleStore inMemory() {
        InMemoryPersistenceStore store = new InMemoryPersistenceStore();
        return new ExampleStore() {
            @Override
            public PersistenceStore store() {
                return store;
            }

            @Override
            public List<IdempotencyRecord> records() {
                return store.records();
            }

            @Override
            public String keyPrefix() {
                return "";
            }

            @Override
            public String description() {
                return "in this JVM's memory (a table with -Dstore=" + DYNAMODB_LOCAL + " or -Dstore=" + DYNAMODB + ")";
            }

            @Override
            public void close() {}
        };
    }
}
