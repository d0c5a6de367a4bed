package dev.idempotency.dynamodb;

import static dev.idempotency.dynamodb.Dynamo.number;
import static dev.idempotency.dynamodb.Dynamo.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.idempotency.persistence.IdempotencyRecord;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The item of a record as everybody else sees it: these attributes, types and units, and no others. */
class ItemLayoutTest {

    private static final String KEY = "orders.charge#4f1c";
    private static final Map<String, AttributeValue> PRIMARY_KEY = Map.of("id", text(KEY));

    private static final Instant NOW = Instant.ofEpochMilli(4_102_444_800_250L);
    private static final Instant LEASE_UNTIL = Instant.ofEpochMilli(4_102_444_860_007L);
    private static final Instant EXPIRES_AT = Instant.ofEpochSecond(4_102_448_400L);
    private static final Instant COMPLETED_AT = EXPIRES_AT.minusMillis(3_599_001);

    private static final IdempotencyRecord CLAIM =
            IdempotencyRecord.inProgress(KEY, "token", LEASE_UNTIL, EXPIRES_AT, "5ca1ab1e");

    private static final Map<String, AttributeValue> ITEM_OF_CLAIM = Map.of(
            "id", text(KEY),
            "status", text("INPROGRESS"),
            "expiration", number("4102448400"),
            "in_progress_expiration", number("4102444860007"),
            "validation", text("5ca1ab1e"),
            "owner", text("token"));

    private final String table = Dynamo.newTable();
    private final DynamoDbPersistenceStore store = DynamoDbPersistenceStore.create(Dynamo.CLIENT, table);

    @Test
    void claimIsAnItemWithoutData() {
        store.acquire(CLAIM, NOW);

        assertThat(item()).isEqualTo(ITEM_OF_CLAIM);
    }

    @Test
    void claimWithoutPayloadHashHasNoValidation() {
        store.acquire(IdempotencyRecord.inProgress(KEY, "token", LEASE_UNTIL, EXPIRES_AT, null), NOW);

        assertThat(item()).isEqualTo(without("validation", ITEM_OF_CLAIM));
    }

    @Test
    void completionAddsTheDataAndSetsStatusAndExpiration() {
        store.acquire(CLAIM, NOW);
        store.complete(CLAIM.completed("{\"receipt\":17}", COMPLETED_AT, EXPIRES_AT.plusSeconds(1)));

        Map<String, AttributeValue> expected = new HashMap<>(ITEM_OF_CLAIM);
        expected.put("status", text("COMPLETED"));
        expected.put("expiration", number("4102448401"));
        expected.put("completed_at", number("4102444800999"));
        expected.put("data", text("{\"receipt\":17}"));
        assertThat(item()).isEqualTo(expected);
    }

    @Test
    void completionWithoutResponseHasNoData() {
        store.acquire(CLAIM, NOW);
        store.complete(CLAIM.completed("{}", COMPLETED_AT, EXPIRES_AT));
        store.complete(CLAIM.completed(null, COMPLETED_AT, EXPIRES_AT));

        assertThat(item()).containsEntry("status", text("COMPLETED")).doesNotContainKey("data");
    }

    @Test
    void renewalSetsLeaseAndExpiration() {
        store.acquire(CLAIM, NOW);
        store.renew(CLAIM.renewed(LEASE_UNTIL.plusMillis(1), EXPIRES_AT.plusSeconds(1)));

        Map<String, AttributeValue> expected = new HashMap<>(ITEM_OF_CLAIM);
        expected.put("in_progress_expiration", number("4102444860008"));
        expected.put("expiration", number("4102448401"));
        assertThat(item()).isEqualTo(expected);
    }

    @Test
    void releaseLeavesNothing() {
        store.acquire(CLAIM, NOW);
        store.release(KEY, "token");

        assertThat(item()).isEmpty();
    }

    @Test
    void takeoverLeavesNothingOfTheRecordBefore() {
        store.acquire(CLAIM, NOW);
        store.complete(CLAIM.completed("{}", COMPLETED_AT, EXPIRES_AT));
        IdempotencyRecord next = IdempotencyRecord.inProgress(
                KEY, "next token", EXPIRES_AT.plusSeconds(60), EXPIRES_AT.plusSeconds(3600), null);
        store.acquire(next, EXPIRES_AT.plusSeconds(1));

        assertThat(item()).containsOnlyKeys("id", "status", "expiration", "in_progress_expiration", "owner");
    }

    @Test
    void attributesOfOthersSurviveRenewalAndCompletion() {
        Map<String, AttributeValue> extended = new HashMap<>(ITEM_OF_CLAIM);
        extended.put("tenant", text("acme"));
        Dynamo.put(table, extended);

        store.renew(CLAIM.renewed(LEASE_UNTIL.plusMillis(1), EXPIRES_AT));
        store.complete(CLAIM.completed("{}", COMPLETED_AT, EXPIRES_AT));

        assertThat(item()).containsEntry("tenant", text("acme")).containsEntry("data", text("{}"));
    }

    private Map<String, AttributeValue> item() {
        return Dynamo.item(table, PRIMARY_KEY);
    }

    private static Map<String, AttributeValue> without(String name, Map<String, AttributeValue> item) {
        Map<String, AttributeValue> rest = new HashMap<>(item);
        rest.remove(name);
        return rest;
    }
}
