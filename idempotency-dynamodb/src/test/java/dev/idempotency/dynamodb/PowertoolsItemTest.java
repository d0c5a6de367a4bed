package dev.idempotency.dynamodb;

import static dev.idempotency.dynamodb.Dynamo.number;
import static dev.idempotency.dynamodb.Dynamo.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.idempotency.persistence.Acquisition.Acquired;
import dev.idempotency.persistence.Acquisition.Refused;
import dev.idempotency.persistence.IdempotencyRecord;
import dev.idempotency.persistence.RecordStatus;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Items as Powertools for AWS Lambda writes them: without an owner, and where no timeout is known without a lease. */
class PowertoolsItemTest {

    private static final String KEY = "orders.charge#1fd2e08d9a0ba9e0b9ff6ea2cc3a39a2";
    private static final Instant NOW = Instant.ofEpochSecond(4_102_444_800L);
    private static final Instant LEASE_UNTIL = NOW.plusMillis(30_500);
    private static final Instant EXPIRES_AT = NOW.plusSeconds(3600);
    private static final Instant COMPLETED_AT = EXPIRES_AT.minusMillis(3_599_001);

    private static final Map<String, AttributeValue> COMPLETED = Map.of(
            "id", text(KEY),
            "status", text("COMPLETED"),
            "expiration", number("4102448400"),
            "in_progress_expiration", number("4102444830500"),
            "data", text("{\"receipt\":17}"),
            "validation", text("5ca1ab1e"));

    private static final Map<String, AttributeValue> IN_PROGRESS = Map.of(
            "id", text(KEY),
            "status", text("INPROGRESS"),
            "expiration", number("4102448400"),
            "in_progress_expiration", number("4102444830500"));

    private static final Map<String, AttributeValue> IN_PROGRESS_WITHOUT_TIMEOUT = Map.of(
            "id", text(KEY),
            "status", text("INPROGRESS"),
            "expiration", number("4102448400"));

    private final String table = Dynamo.newTable();
    private final DynamoDbPersistenceStore store = DynamoDbPersistenceStore.create(Dynamo.CLIENT, table);

    @Test
    void completedItemIsReplayed() {
        Dynamo.put(table, COMPLETED);
        IdempotencyRecord record = new IdempotencyRecord(
                KEY, RecordStatus.COMPLETED, EXPIRES_AT, LEASE_UNTIL, null, null, "{\"receipt\":17}", null, "5ca1ab1e");

        assertThat(store.acquire(claimAt(NOW), NOW)).isEqualTo(new Refused(record));
        assertThat(store.find(KEY)).contains(record);
    }

    @Test
    void itemInProgressIsHeldForItsTimeoutAndTakenOverAfterwards() {
        Dynamo.put(table, IN_PROGRESS);
        IdempotencyRecord record = new IdempotencyRecord(
                KEY, RecordStatus.INPROGRESS, EXPIRES_AT, LEASE_UNTIL, null, null, null, null, null);
        Instant after = LEASE_UNTIL.plusMillis(1);

        assertThat(store.acquire(claimAt(LEASE_UNTIL), LEASE_UNTIL)).isEqualTo(new Refused(record));
        assertThat(store.acquire(claimAt(after), after)).isEqualTo(new Acquired(record));
    }

    @Test
    void itemInProgressWithoutTimeoutIsHeldUntilItExpires() {
        Dynamo.put(table, IN_PROGRESS_WITHOUT_TIMEOUT);
        IdempotencyRecord record =
                new IdempotencyRecord(KEY, RecordStatus.INPROGRESS, EXPIRES_AT, null, null, null, null, null, null);
        Instant after = EXPIRES_AT.plusMillis(1);

        assertThat(store.acquire(claimAt(EXPIRES_AT), EXPIRES_AT)).isEqualTo(new Refused(record));
        assertThat(store.acquire(claimAt(after), after)).isEqualTo(new Acquired(record));
    }

    @Test
    void itemWithoutOwnerBelongsToNobodyHere() {
        Dynamo.put(table, IN_PROGRESS);
        IdempotencyRecord claim = claimAt(LEASE_UNTIL);

        assertThat(store.complete(claim.completed("{}", COMPLETED_AT, EXPIRES_AT)))
                .isFalse();
        assertThat(store.renew(claim)).isFalse();
        assertThat(store.release(KEY, "token")).isFalse();
        assertThat(Dynamo.item(table, Map.of("id", text(KEY)))).isEqualTo(IN_PROGRESS);
    }

    @Test
    void attributesThatAreNotKnownAreReadOver() {
        Map<String, AttributeValue> extended = Map.of(
                "id", text(KEY),
                "status", text("COMPLETED"),
                "expiration", number("4102448400"),
                "data", text("17"),
                "tenant", AttributeValue.fromM(Map.of("id", number("1"))));
        Dynamo.put(table, extended);

        assertThat(store.find(KEY))
                .contains(new IdempotencyRecord(
                        KEY, RecordStatus.COMPLETED, EXPIRES_AT, null, null, null, "17", null, null));
    }

    private static IdempotencyRecord claimAt(Instant now) {
        return IdempotencyRecord.inProgress(KEY, "token", now.plusSeconds(60), now.plusSeconds(3600), null);
    }
}
