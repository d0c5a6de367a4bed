package dev.idempotency.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.idempotency.error.IdempotencyPersistenceException;
import dev.idempotency.persistence.Acquisition.Acquired;
import dev.idempotency.persistence.Acquisition.Refused;
import dev.idempotency.persistence.IdempotencyRecord;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/** What is asked of DynamoDB, and what becomes of its answers. */
class RequestTest {

    private static final String KEY = "orders.charge#4f1c";
    private static final Instant NOW = Instant.ofEpochSecond(4_102_444_800L);
    private static final Instant EXPIRES_AT = NOW.plusSeconds(3600);
    private static final Instant COMPLETED_AT = EXPIRES_AT.minusMillis(3_599_001);

    private static final IdempotencyRecord CLAIM = claim("token");
    private static final IdempotencyRecord RIVAL = claim("rival");
    private static final IdempotencyRecord COMPLETED = CLAIM.completed("{}", COMPLETED_AT, EXPIRES_AT);

    private final String table = Dynamo.newTable();
    private final FaultyHttpClient http = new FaultyHttpClient();
    private final DynamoDbClient client = Dynamo.client(http);
    private final DynamoDbPersistenceStore store = DynamoDbPersistenceStore.create(client, table);

    @AfterEach
    void closeClient() {
        client.close();
    }

    @Test
    void firstRunIsTwoRequestsAndItsReplayIsOne() {
        assertThat(store.acquire(CLAIM, NOW)).isEqualTo(Acquired.FRESH);
        assertThat(store.complete(COMPLETED)).isTrue();
        assertThat(http.requests()).isEqualTo(2);

        assertThat(store.acquire(RIVAL, NOW)).isEqualTo(new Refused(COMPLETED));
        assertThat(http.requests()).isEqualTo(1);
    }

    @Test
    void takeoverTellsWhatItReplaced() {
        store.acquire(CLAIM, NOW);
        store.complete(COMPLETED);
        Instant afterExpiry = EXPIRES_AT.plusMillis(1);
        IdempotencyRecord next = IdempotencyRecord.inProgress(
                KEY, "next token", afterExpiry.plusSeconds(60), afterExpiry.plusSeconds(3600), null);

        assertThat(store.acquire(next, afterExpiry)).isEqualTo(new Acquired(COMPLETED));
    }

    @Test
    void readsAreConsistent() {
        RequestLog log = new RequestLog();
        try (DynamoDbClient logged = Dynamo.client(http, log)) {
            DynamoDbPersistenceStore.create(logged, table).find(KEY);
        }

        assertThat(log.requests(GetItemRequest.class))
                .singleElement()
                .satisfies(request -> assertThat(request.consistentRead()).isTrue());
    }

    @Test
    @DisplayName("F2: a failure of DynamoDB is the client's exception as it is")
    void failureOfDynamoDbIsTheClientsException() {
        DynamoDbPersistenceStore without = DynamoDbPersistenceStore.create(client, Dynamo.unusedTableName());

        assertThatExceptionOfType(ResourceNotFoundException.class).isThrownBy(() -> without.acquire(CLAIM, NOW));
        assertThatExceptionOfType(ResourceNotFoundException.class).isThrownBy(() -> without.find(KEY));
        assertThatExceptionOfType(ResourceNotFoundException.class).isThrownBy(() -> without.complete(COMPLETED));
        assertThatExceptionOfType(ResourceNotFoundException.class).isThrownBy(() -> without.renew(CLAIM));
        assertThatExceptionOfType(ResourceNotFoundException.class).isThrownBy(() -> without.release(KEY, "token"));
    }

    @Test
    void refusalWithoutTheItemIsAFailure() {
        store.acquire(CLAIM, NOW);

        try (DynamoDbClient itemless = Dynamo.client(http, new WithoutItems())) {
            DynamoDbPersistenceStore blind = DynamoDbPersistenceStore.create(itemless, table);

            assertThatExceptionOfType(IdempotencyPersistenceException.class)
                    .isThrownBy(() -> blind.acquire(RIVAL, NOW))
                    .withMessageContaining(KEY)
                    .withMessageContaining("ALL_OLD")
                    .satisfies(failure -> assertThat(failure.key()).isEqualTo(KEY));
        }
    }

    private static IdempotencyRecord claim(String owner) {
        return IdempotencyRecord.inProgress(KEY, owner, NOW.plusSeconds(60), EXPIRES_AT, null);
    }

    /** Does not ask for the item that refuses a claim: the answer is then that of a server that does not know how to. */
    private static final class WithoutItems implements ExecutionInterceptor {

        @Override
        public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
            return context.request() instanceof PutItemRequest put
                    ? put.toBuilder()
                            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.NONE)
                            .build()
                    : context.request();
        }
    }
}
