package dev.idempotency.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.idempotency.persistence.IdempotencyRecord;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveRequest;

class DynamoDbIdempotencyTableTest {

    private static final int CALLERS = 8;

    private final String name = Dynamo.unusedTableName();

    @Test
    void tableIsOnDemandWithAStringKeyAndReadyForUse() {
        DynamoDbIdempotencyTable.createIfMissing(Dynamo.CLIENT, name);

        TableDescription table = describe();
        assertThat(table.tableStatus()).isEqualTo(TableStatus.ACTIVE);
        assertThat(table.billingModeSummary().billingMode()).isEqualTo(BillingMode.PAY_PER_REQUEST);
        assertThat(table.keySchema()).containsExactly(key("id", KeyType.HASH));
        assertThat(table.attributeDefinitions()).containsExactly(string("id"));
    }

    @Test
    void tableExpiresItsItems() {
        DynamoDbIdempotencyTable.createIfMissing(Dynamo.CLIENT, name);

        assertTimeToLiveOn("expiration");
    }

    @Test
    void tableOfAStoreHasItsNamesAndItsSortKey() {
        DynamoDbIdempotencyTable.createIfMissing(storeWithSortKey());

        assertThat(describe().keySchema()).containsExactly(key("hash", KeyType.HASH), key("range", KeyType.RANGE));
        assertThat(describe().attributeDefinitions()).containsExactlyInAnyOrder(string("hash"), string("range"));
        assertTimeToLiveOn("ttl");
    }

    @Test
    void tableThatIsThereIsLeftAlone() {
        DynamoDbIdempotencyTable.createIfMissing(Dynamo.CLIENT, name);
        DynamoDbPersistenceStore store = DynamoDbPersistenceStore.create(Dynamo.CLIENT, name);
        IdempotencyRecord claim = IdempotencyRecord.inProgress(
                "a#1", "token", Instant.ofEpochSecond(4_102_444_860L), Instant.ofEpochSecond(4_102_448_400L), null);
        store.acquire(claim, Instant.EPOCH);

        DynamoDbIdempotencyTable.createIfMissing(Dynamo.CLIENT, name);

        assertThat(store.find("a#1")).contains(claim);
        assertTimeToLiveOn("expiration");
    }

    @Test
    void timeToLiveThatIsOnIsNotSetAgain() {
        DynamoDbIdempotencyTable.createIfMissing(Dynamo.CLIENT, name);
        RequestLog log = new RequestLog();
        try (DynamoDbClient client = Dynamo.client(Clients.http(), log)) {
            DynamoDbIdempotencyTable.createIfMissing(client, name);
        }

        assertThat(log.requests(DescribeTimeToLiveRequest.class)).hasSize(1);
        assertThat(log.requests(UpdateTimeToLiveRequest.class)).isEmpty();
    }

    @Test
    void timeToLiveThatAnotherCallerWasQuickerToSetIsWelcome() {
        ExecutionInterceptor quickerCaller = new ExecutionInterceptor() {
            @Override
            public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
                if (context.request() instanceof UpdateTimeToLiveRequest request) {
                    Dynamo.CLIENT.updateTimeToLive(request);
                }
            }
        };
        try (DynamoDbClient client = Dynamo.client(Clients.http(), quickerCaller)) {
            DynamoDbIdempotencyTable.createIfMissing(client, name);
        }

        assertTimeToLiveOn("expiration");
    }

    @Test
    void timeToLiveIsAddedToATableThatLacksIt() {
        createWithKey("id");

        DynamoDbIdempotencyTable.createIfMissing(Dynamo.CLIENT, name);

        assertTimeToLiveOn("expiration");
    }

    @Test
    void anyNumberOfCallersMayCreateTheTableAtTheSameTime() throws Exception {
        CyclicBarrier start = new CyclicBarrier(CALLERS);
        Callable<Boolean> create = () -> {
            start.await();
            DynamoDbIdempotencyTable.createIfMissing(Dynamo.CLIENT, name);
            return DynamoDbPersistenceStore.create(Dynamo.CLIENT, name)
                    .find("a#1")
                    .isEmpty();
        };
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        try {
            for (Future<Boolean> usable : callers.invokeAll(Collections.nCopies(CALLERS, create))) {
                assertThat(usable.get()).isTrue();
            }
        } finally {
            callers.shutdownNow();
        }
        assertTimeToLiveOn("expiration");
    }

    @Test
    void tableWithAnotherKeyIsRefused() {
        createWithKey("pk");

        assertThatIllegalStateException()
                .isThrownBy(() -> DynamoDbIdempotencyTable.createIfMissing(Dynamo.CLIENT, name))
                .withMessageContaining(name)
                .withMessageContaining("pk")
                .withMessageContaining("id");
    }

    @Test
    void tableThatExpiresByAnotherAttributeIsRefused() {
        createWithKey("id");
        Dynamo.CLIENT.updateTimeToLive(request -> request.tableName(name)
                .timeToLiveSpecification(ttl -> ttl.enabled(true).attributeName("deleteAt")));

        assertThatIllegalStateException()
                .isThrownBy(() -> DynamoDbIdempotencyTable.createIfMissing(Dynamo.CLIENT, name))
                .withMessageContaining(name)
                .withMessageContaining("deleteAt")
                .withMessageContaining("expiration");
    }

    private DynamoDbPersistenceStore storeWithSortKey() {
        return DynamoDbPersistenceStore.builder(Dynamo.CLIENT, name)
                .keyAttribute("hash")
                .sortKeyAttribute("range")
                .staticPartitionKey("all")
                .expirationAttribute("ttl")
                .build();
    }

    private void createWithKey(String attribute) {
        Dynamo.CLIENT.createTable(request -> request.tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(key(attribute, KeyType.HASH))
                .attributeDefinitions(string(attribute)));
    }

    private TableDescription describe() {
        return Dynamo.CLIENT.describeTable(request -> request.tableName(name)).table();
    }

    private void assertTimeToLiveOn(String attribute) {
        TimeToLiveDescription ttl = Dynamo.CLIENT
                .describeTimeToLive(request -> request.tableName(name))
                .timeToLiveDescription();
        assertThat(ttl.timeToLiveStatus()).isIn(List.of(TimeToLiveStatus.ENABLED, TimeToLiveStatus.ENABLING));
        assertThat(ttl.attributeName()).isEqualTo(attribute);
    }

    private static KeySchemaElement key(String attribute, KeyType type) {
        return KeySchemaElement.builder().attributeName(attribute).keyType(type).build();
    }

    private static AttributeDefinition string(String attribute) {
        return AttributeDefinition.builder()
                .attributeName(attribute)
                .attributeType(ScalarAttributeType.S)
                .build();
    }
}
