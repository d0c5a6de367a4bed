package dev.idempotency.dynamodb;

import static dev.idempotency.dynamodb.Action.DELETE_ITEM;
import static dev.idempotency.dynamodb.Action.PUT_ITEM;
import static dev.idempotency.dynamodb.Action.UPDATE_ITEM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.idempotency.Idempotency;
import dev.idempotency.IdempotencyConfig;
import dev.idempotency.dynamodb.Fleet.Declined;
import dev.idempotency.error.IdempotencyAlreadyInProgressException;
import dev.idempotency.error.IdempotencyPersistenceException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;

/** Whole calls over a network and a DynamoDB that fail, and what their callers notice of it. */
class NetworkFaultTest {

    private final Fleet fleet = new Fleet();
    private final Fleet.Machine here = fleet.here;
    private final Fleet.Machine elsewhere = fleet.elsewhere;

    @AfterEach
    void closeConnections() {
        fleet.close();
    }

    @Test
    @DisplayName("C2: a claim whose answer is lost leaves one run and a normal result, with the SDK's retry as it is")
    void callWhoseClaimLostItsAnswerRunsOnce() {
        FaultyHttpClient http = new FaultyHttpClient();
        AtomicInteger runs = new AtomicInteger();
        http.on(PUT_ITEM, HttpFault.lostAnswer());
        try (DynamoDbClient client = Dynamo.client(http)) {
            DynamoDbPersistenceStore store = DynamoDbPersistenceStore.create(client, Dynamo.newTable());
            var charge =
                    Idempotency.with(IdempotencyConfig.builder(store).build()).operation("charge", String.class);

            assertThat(charge.call("order", () -> "receipt " + runs.incrementAndGet()))
                    .isEqualTo("receipt 1");
            assertThat(charge.call("order", () -> "receipt " + runs.incrementAndGet()))
                    .isEqualTo("receipt 1");
        }

        assertThat(runs).hasValue(1);
        assertThat(http.requests()).as("claim, claim again, completion, replay").isEqualTo(4);
    }

    @Test
    @DisplayName("C2: a completion whose answer is lost is a completion")
    void completionWhoseAnswerIsLostIsACompletion() {
        here.http.on(UPDATE_ITEM, HttpFault.lostAnswer());

        assertThat(here.charge()).isEqualTo("receipt 1");

        assertThat(here.heard).containsExactly("claimed", "completed");
        assertThat(elsewhere.charge()).isEqualTo("receipt 1");
    }

    @Test
    @DisplayName("C2: a release whose answer is lost is a release, and the next call runs")
    void releaseWhoseAnswerIsLostIsARelease() {
        here.http.on(DELETE_ITEM, HttpFault.lostAnswer());

        assertThatExceptionOfType(Declined.class).isThrownBy(() -> here.charge(NetworkFaultTest::decline));

        assertThat(here.heard).containsExactly("claimed", "failed", "released");
        assertThat(elsewhere.charge()).isEqualTo("receipt 2");
    }

    @Test
    @DisplayName("C2: a renewal whose answer is lost prolongs the lease")
    void renewalWhoseAnswerIsLostProlongsTheLease() {
        here.http.on(UPDATE_ITEM, HttpFault.lostAnswer());

        here.charge(() -> {
            fleet.letHeartsBeat();
            assertThat(here.heard).containsExactly("claimed", "leaseRenewed");
            fleet.letTimePass(Fleet.LEASE.minusSeconds(1));
            assertThatExceptionOfType(IdempotencyAlreadyInProgressException.class)
                    .isThrownBy(elsewhere::charge);
        });

        assertThat(elsewhere.charge()).isEqualTo("receipt 1");
    }

    @Test
    @DisplayName("C4: a store that misses one renewal is asked again before the lease ends")
    void missedRenewalIsMadeUpForAtTheNextBeat() {
        here.http.on(UPDATE_ITEM, HttpFault.notSent(), HttpFault.notSent());

        here.charge(() -> {
            fleet.letHeartsBeat();
            assertThat(here.heard).containsExactly("claimed");
            fleet.letHeartsBeat();
            assertThat(here.heard).containsExactly("claimed", "leaseRenewed");
        });

        assertThat(here.heard).endsWith("completed");
    }

    @Test
    @DisplayName("F2: a store that is down for the completion only gets the call run again after its lease, not within")
    void storeThatIsDownForTheCompletionDelaysTheNextRunUntilTheLeaseEnds() {
        here.http.always(UPDATE_ITEM, HttpFault.notSent());

        assertThat(here.charge()).isEqualTo("receipt 1");

        assertThat(here.heard).containsExactly("claimed", "completionFailed");
        assertThatExceptionOfType(IdempotencyAlreadyInProgressException.class).isThrownBy(elsewhere::charge);
        assertThatExceptionOfType(IdempotencyAlreadyInProgressException.class).isThrownBy(here::charge);
        assertThat(fleet.runs()).isEqualTo(1);

        fleet.outliveLeases();

        assertThat(elsewhere.charge()).isEqualTo("receipt 2");
        assertThat(elsewhere.heard).containsExactly("claimed", "takenOver", "completed");
        here.http.heal();
        assertThat(here.charge()).isEqualTo("receipt 2");
    }

    @Test
    @DisplayName("F2: a completion is repeated for longer than the SDK does")
    void completionOutlastsAnOutageThatTheClientDoesNot() {
        here.http.on(UPDATE_ITEM, HttpFault.serverError(), HttpFault.throttled(), HttpFault.notSent());

        assertThat(here.charge()).isEqualTo("receipt 1");

        assertThat(here.heard).containsExactly("claimed", "completed");
    }

    @Test
    @DisplayName("F2: a store that throttles for less than the client's retries is not noticed")
    void throttlingWithinTheClientsRetriesIsNotNoticed() {
        here.http.on(PUT_ITEM, HttpFault.throttled());
        here.http.on(UPDATE_ITEM, HttpFault.throttled());

        assertThat(here.charge()).isEqualTo("receipt 1");

        assertThat(here.http.requests()).isEqualTo(4);
        assertThat(here.heard).containsExactly("claimed", "completed");
    }

    @Test
    @DisplayName("F2: a store that throttles for longer than the client's retries lets nothing run")
    void throttlingBeyondTheClientsRetriesLetsNothingRun() {
        here.http.always(PUT_ITEM, HttpFault.throttled());

        assertThatExceptionOfType(IdempotencyPersistenceException.class)
                .isThrownBy(here::charge)
                .withMessageContaining("nothing ran")
                .withCauseInstanceOf(ProvisionedThroughputExceededException.class);

        assertThat(here.http.requests()).isEqualTo(Fleet.ATTEMPTS);
        assertThat(fleet.runs()).isZero();
        assertThat(fleet.stored()).isEmpty();

        here.http.heal();
        assertThat(here.charge()).isEqualTo("receipt 1");
    }

    @Test
    @DisplayName("F1: a caller gets its function's own failure from a call that could not be released")
    void failureIsTheFunctionsOwnThoughTheReleaseFails() {
        here.http.always(DELETE_ITEM, HttpFault.serverError());

        assertThatExceptionOfType(Declined.class)
                .isThrownBy(() -> here.charge(NetworkFaultTest::decline))
                .satisfies(failure -> assertThat(failure.getSuppressed()).hasSize(1));

        assertThatExceptionOfType(IdempotencyAlreadyInProgressException.class).isThrownBy(elsewhere::charge);
        fleet.outliveLeases();
        assertThat(elsewhere.charge()).isEqualTo("receipt 2");
    }

    private static void decline() {
        throw new Declined();
    }
}
