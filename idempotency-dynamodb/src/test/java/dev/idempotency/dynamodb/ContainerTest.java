package dev.idempotency.dynamodb;

import dev.idempotency.persistence.PersistenceStore;
import dev.idempotency.testkit.PersistenceStoreContract;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIf;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The contract over the image of DynamoDB Local that Amazon publishes, where a Docker engine answers. */
@EnabledIf(value = "dockerAnswers", disabledReason = "no Docker engine answers")
class ContainerTest extends PersistenceStoreContract {

    private static final int PORT = 8000;
    private static final GenericContainer<?> CONTAINER =
            new GenericContainer<>(DockerImageName.parse("amazon/dynamodb-local:3.3.1")).withExposedPorts(PORT);

    @BeforeAll
    static void startContainer() {
        CONTAINER.start();
    }

    @AfterAll
    static void stopContainer() {
        CONTAINER.stop();
    }

    @Override
    protected PersistenceStore newStore() {
        String table = Dynamo.unusedTableName();
        DynamoDbIdempotencyTable.createIfMissing(Client.IN_CONTAINER, table);
        return DynamoDbPersistenceStore.create(Client.IN_CONTAINER, table);
    }

    static boolean dockerAnswers() {
        boolean answers = DockerClientFactory.instance().isDockerAvailable();
        if (!answers) {
            System.out.println("Skipped, for no Docker engine answers: " + ContainerTest.class.getSimpleName());
        }
        return answers;
    }

    /** Made once the container runs. */
    private static final class Client {

        static final DynamoDbClient IN_CONTAINER = Clients.at(
                        URI.create("http://" + CONTAINER.getHost() + ":" + CONTAINER.getMappedPort(PORT)))
                .httpClient(Clients.http())
                .build();
    }
}
