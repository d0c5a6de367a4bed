package dev.idempotency.dynamodb;

import static dev.idempotency.dynamodb.Action.DELETE_ITEM;
import static dev.idempotency.dynamodb.Action.PUT_ITEM;
import static dev.idempotency.dynamodb.Action.UPDATE_ITEM;
import static org.assertj.core.api.Assertions.assertThat;

import dev.idempotency.persistence.Acquisition.Acquired;
import dev.idempotency.persistence.Acquisition.Refused;
import dev.idempotency.persistence.IdempotencyRecord;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The client repeats a request whose answer was lost, and DynamoDB then sees the same request twice. */
class LostAnswerTest {

    private static final String KEY = "orders.charge#4f1c";
    private static final Instant NOW = Instant.ofEpochSecond(4_102_444_800L);
    private static final Instant LEASE_UNTIL = NOW.plusSeconds(60);
    private static final Instant EXPIRES_AT = NOW.plusSeconds(3600);
    private static final Instant COMPLETED_AT = EXPIRES_AT.minusMillis(3_599_001);

    private static final IdempotencyRecord CLAIM = claim("token");
    private static final IdempotencyRecord RIVAL = claim("rival");
    private static final IdempotencyRecord COMPLETED = CLAIM.completed("{}", COMPLETED_AT, EXPIRES_AT);

    private final FaultyHttpClient http = new FaultyHttpClient();
    private final DynamoDbClient client = Dynamo.client(http);
    private final String table = Dynamo.newTable();
    private final DynamoDbPersistenceStore store = DynamoDbPersistenceStore.create(client, table);

    /** The same records, over a connection that works. */
    private final DynamoDbPersistenceStore observer = DynamoDbPersistenceStore.create(Dynamo.CLIENT, table);

    @AfterEach
    void closeClient() {
        client.close();
    }

    @Test
    @DisplayName("C2: a claim whose answer was lost is granted when it is repeated")
    void repeatedClaimIsGranted() {
        http.on(PUT_ITEM, HttpFault.lostAnswer());

        assertThat(store.acquire(CLAIM, NOW)).isEqualTo(Acquired.FRESH);
        assertThat(http.requests()).isEqualTo(2);
        assertThat(observer.find(KEY)).contains(CLAIM);
    }

    @Test
    @DisplayName("C2: a takeover whose answer was lost is granted, though it can no longer tell what it replaced")
    void repeatedTakeoverIsGranted() {
        observer.acquire(RIVAL, NOW);
        Instant afterLease = LEASE_UNTIL.plusMillis(1);
        IdempotencyRecord takeover =
                IdempotencyRecord.inProgress(KEY, "token", afterLease.plusSeconds(60), EXPIRES_AT, null);
        http.on(PUT_ITEM, HttpFault.lostAnswer());

        assertThat(store.acquire(takeover, afterLease)).isEqualTo(Acquired.FRESH);
        assertThat(http.requests()).isEqualTo(2);
    }

    @Test
    @DisplayName("C2: a refusal whose answer was lost is a refusal when it is repeated")
    void repeatedRefusalIsARefusal() {
        observer.acquire(RIVAL, NOW);
        http.on(PUT_ITEM, HttpFault.lostAnswer());

        assertThat(store.acquire(CLAIM, NOW)).isEqualTo(new Refused(RIVAL));
        assertThat(http.requests()).isEqualTo(2);
    }

    @Test
    @DisplayName("C2: a completion whose answer was lost takes effect when it is repeated")
    void repeatedCompletionTakesEffect() {
        observer.acquire(CLAIM, NOW);
        http.on(UPDATE_ITEM, HttpFault.lostAnswer());

        assertThat(store.complete(COMPLETED)).isTrue();
        assertThat(http.requests()).isEqualTo(2);
        assertThat(observer.find(KEY)).contains(COMPLETED);
    }

    @Test
    @DisplayName("C2: a renewal whose answer was lost takes effect when it is repeated")
    void repeatedRenewalTakesEffect() {
        IdempotencyRecord renewed = CLAIM.renewed(LEASE_UNTIL.plusSeconds(20), EXPIRES_AT);
        observer.acquire(CLAIM, NOW);
        http.on(UPDATE_ITEM, HttpFault.lostAnswer());

        assertThat(store.renew(renewed)).isTrue();
        assertThat(http.requests()).isEqualTo(2);
        assertThat(observer.find(KEY)).contains(renewed);
    }

    @Test
    @DisplayName("C2: a release whose answer was lost has taken effect when its repetition finds nothing")
    void repeatedReleaseHasTakenEffect() {
        observer.acquire(CLAIM, NOW);
        http.on(DELETE_ITEM, HttpFault.lostAnswer());

        assertThat(store.release(KEY, "token")).isTrue();
        assertThat(http.requests()).isEqualTo(2);
        assertThat(observer.find(KEY)).isEmpty();
    }

    @Test
    @DisplayName("C3: a release that is repeated is not granted to a former owner")
    void repeatedReleaseOfAFormerOwnerIsRefused() {
        observer.acquire(RIVAL, NOW);
        http.on(DELETE_ITEM, HttpFault.lostAnswer());

        assertThat(store.release(KEY, "token")).isFalse();
        assertThat(http.requests()).isEqualTo(2);
        assertThat(observer.find(KEY)).contains(RIVAL);
    }

    private static IdempotencyRecord claim(String owner) {
        return IdempotencyRecord.inProgress(KEY, owner, LEASE_UNTIL, EXPIRES_AT, null);
    }
}
