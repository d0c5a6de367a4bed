package dev.idempotency.dynamodb;

import static dev.idempotency.dynamodb.Action.DELETE_ITEM;
import static dev.idempotency.dynamodb.Action.PUT_ITEM;
import static dev.idempotency.dynamodb.Action.UPDATE_ITEM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.idempotency.dynamodb.Fleet.Declined;
import dev.idempotency.error.IdempotencyAlreadyInProgressException;
import dev.idempotency.error.IdempotencyPersistenceException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Owners that come back after their lease, and requests of theirs that arrive when their time is over. */
class ZombieTest {

    private static final int REFUSED = 400;

    private final Fleet fleet = new Fleet();
    private final Fleet.Machine here = fleet.here;
    private final Fleet.Machine elsewhere = fleet.elsewhere;
    private final LateRequests late = new LateRequests();

    @AfterEach
    void closeConnections() {
        fleet.close();
    }

    @Test
    @DisplayName("C3: an owner that completes after a takeover changes nothing, and returns its own result")
    void zombieThatCompletesChangesNothing() {
        String own = here.charge(this::sleepThroughACallElsewhere);

        assertThat(own).isEqualTo("receipt 1");
        assertThat(here.heard).containsExactly("claimed", "leaseLost");
        assertThat(here.charge()).isEqualTo("receipt 2");
        assertThat(elsewhere.charge()).isEqualTo("receipt 2");
    }

    @Test
    @DisplayName("C3: an owner that fails after a takeover changes nothing, and throws its own failure")
    void zombieThatFailsChangesNothing() {
        assertThatExceptionOfType(Declined.class)
                .isThrownBy(() -> here.charge(() -> {
                    sleepThroughACallElsewhere();
                    throw new Declined();
                }))
                .satisfies(failure -> assertThat(failure.getSuppressed()).isEmpty());

        assertThat(here.heard).containsExactly("claimed", "leaseLost", "failed");
        assertThat(here.charge()).isEqualTo("receipt 2");
        assertThat(fleet.runs()).isEqualTo(2);
    }

    @Test
    @DisplayName("C3: an owner whose lease ended but was not taken over may complete")
    void lateOwnerThatWasNotTakenOverCompletes() {
        here.charge(fleet::outliveLeases);

        assertThat(elsewhere.charge()).isEqualTo("receipt 1");
        assertThat(fleet.runs()).isEqualTo(1);
    }

    @Test
    @DisplayName("C3: a completion that arrives after a takeover changes nothing")
    void completionThatArrivesAfterATakeoverChangesNothing() {
        here.http.always(UPDATE_ITEM, late.givenUp());
        here.charge();
        fleet.outliveLeases();

        elsewhere.charge(this::lateRequestsAreRefused);

        assertThat(elsewhere.heard).containsExactly("claimed", "takenOver", "completed");
        here.http.heal();
        assertThat(here.charge()).isEqualTo("receipt 2");
    }

    @Test
    @DisplayName("C3: a release that arrives after a takeover changes nothing")
    void releaseThatArrivesAfterATakeoverChangesNothing() {
        here.http.always(DELETE_ITEM, late.givenUp());
        assertThatExceptionOfType(Declined.class)
                .isThrownBy(() -> here.charge(() -> {
                    throw new Declined();
                }));
        fleet.outliveLeases();

        elsewhere.charge(this::lateRequestsAreRefused);

        assertThat(here.charge()).isEqualTo("receipt 2");
    }

    @Test
    @DisplayName("C3: a renewal that arrives after a takeover changes nothing")
    void renewalThatArrivesAfterATakeoverChangesNothing() {
        here.charge(() -> {
            here.http.always(UPDATE_ITEM, late.givenUp());
            fleet.letHeartsBeat();
            fleet.letHeartsBeat();
            here.http.heal();
            fleet.standStill(Fleet.LEASE.dividedBy(2));

            elsewhere.charge(this::lateRequestsAreRefused);
            assertThat(elsewhere.heard).containsExactly("claimed", "takenOver", "completed");
        });

        assertThat(here.heard).containsExactly("claimed", "leaseLost");
        assertThat(here.charge()).isEqualTo("receipt 2");
    }

    @Test
    @DisplayName("C3: a heartbeat whose request is held up until after a takeover hears that the lease is lost")
    void heartbeatThatBeatsAfterATakeoverLosesTheLease() {
        here.charge(() -> {
            here.http.on(UPDATE_ITEM, HttpFault.slow(this::sleepThroughACallElsewhere));
            fleet.letHeartsBeat();
            assertThat(here.heard).containsExactly("claimed", "leaseLost");
        });

        assertThat(here.heard).containsExactly("claimed", "leaseLost");
        assertThat(here.charge()).isEqualTo("receipt 2");
    }

    @Test
    @DisplayName("C3: a renewal that arrives after its own call was completed changes nothing")
    void renewalThatArrivesAfterTheCompletionChangesNothing() {
        here.charge(() -> {
            here.http.always(UPDATE_ITEM, late.givenUp());
            fleet.letHeartsBeat();
            here.http.heal();
        });

        lateRequestsAreRefused();
        assertThat(elsewhere.charge()).isEqualTo("receipt 1");
    }

    @Test
    @DisplayName("C4: a renewal that arrives after a later one does not shorten the lease")
    void renewalThatArrivesAfterALaterOneChangesNothing() {
        here.charge(() -> {
            here.http.on(UPDATE_ITEM, late.givenUp(), late.givenUp());
            fleet.letHeartsBeat();
            fleet.letHeartsBeat();
            lateRequestsAreRefused();
        });

        assertThat(here.heard).containsExactly("claimed", "leaseRenewed", "completed");
    }

    @Test
    @DisplayName("C2: a claim that arrives again after its call was completed changes nothing")
    void claimThatArrivesAgainAfterTheCompletionChangesNothing() {
        here.http.on(PUT_ITEM, late.repeated());
        here.charge();

        lateRequestsAreRefused();
        assertThat(elsewhere.charge()).isEqualTo("receipt 1");
        assertThat(fleet.runs()).isEqualTo(1);
    }

    @Test
    @DisplayName("C2: a claim that arrives again after its lease was renewed does not shorten it")
    void claimThatArrivesAgainAfterARenewalChangesNothing() {
        here.http.on(PUT_ITEM, late.repeated());

        here.charge(() -> {
            fleet.letHeartsBeat();
            lateRequestsAreRefused();
        });

        assertThat(here.heard).containsExactly("claimed", "leaseRenewed", "completed");
    }

    @Test
    @DisplayName("C1: a claim that arrives again after a takeover changes nothing")
    void claimThatArrivesAgainAfterATakeoverChangesNothing() {
        here.http.on(PUT_ITEM, late.repeated());

        here.charge(() -> {
            fleet.outliveLeases();
            elsewhere.charge(this::lateRequestsAreRefused);
        });

        assertThat(elsewhere.charge()).isEqualTo("receipt 2");
    }

    @Test
    @DisplayName("C4: a claim that arrives again after its release holds the key until its first lease ends")
    void claimThatArrivesAgainAfterItsReleaseHoldsTheKeyNoLongerThanItsLease() {
        here.http.on(PUT_ITEM, late.repeated());
        assertThatExceptionOfType(Declined.class)
                .isThrownBy(() -> here.charge(() -> {
                    throw new Declined();
                }));
        fleet.letTimePass(Fleet.LEASE.minusMillis(1));
        assertThat(late.arrive()).containsExactly(200);

        assertThatExceptionOfType(IdempotencyAlreadyInProgressException.class).isThrownBy(elsewhere::charge);
        fleet.letTimePass(Fleet.LEASE.dividedBy(30_000));
        assertThat(elsewhere.charge()).isEqualTo("receipt 2");
    }

    @Test
    @DisplayName("C1: a claim that is granted after its own lease lets nothing run, and holds the key no longer")
    void claimThatArrivesAfterItsOwnLeaseLetsNothingRun() {
        here.http.on(PUT_ITEM, HttpFault.slow(fleet::outliveLeases));

        assertThatExceptionOfType(IdempotencyPersistenceException.class).isThrownBy(here::charge);

        assertThat(fleet.runs()).isZero();
        assertThat(elsewhere.charge()).isEqualTo("receipt 1");
    }

    private void sleepThroughACallElsewhere() {
        fleet.outliveLeases();
        assertThat(elsewhere.charge()).isEqualTo("receipt 2");
        assertThat(elsewhere.heard).containsExactly("claimed", "takenOver", "completed");
    }

    private void lateRequestsAreRefused() {
        List<Map<String, AttributeValue>> before = fleet.stored();

        assertThat(late.arrive()).isNotEmpty().containsOnly(REFUSED);
        assertThat(fleet.stored()).isEqualTo(before);
    }
}
