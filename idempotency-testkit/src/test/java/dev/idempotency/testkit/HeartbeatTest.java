package dev.idempotency.testkit;

import static dev.idempotency.testkit.Scene.LEASE;
import static dev.idempotency.testkit.Scene.MILLISECOND;
import static dev.idempotency.testkit.Scene.ORDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.idempotency.IdempotentOperation;
import dev.idempotency.error.IdempotencyAlreadyInProgressException;
import dev.idempotency.error.IdempotencyPersistenceException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class HeartbeatTest {

    private static final Duration TEN_LEASES = LEASE.multipliedBy(10);

    private final Scene scene = new Scene();

    @AfterEach
    void endThreads() {
        scene.close();
    }

    @Test
    @Tag("C4")
    void runningCallKeepsItsKeyForAsLongAsItRuns() {
        IdempotentOperation<String> charge = scene.charge(scene.config());

        String result = charge.call(ORDER, () -> {
            scene.time.advance(TEN_LEASES);
            assertThatExceptionOfType(IdempotencyAlreadyInProgressException.class)
                    .isThrownBy(() -> scene.chargeElsewhere().call(ORDER, () -> "elsewhere"));
            return scene.receipt();
        });

        assertThat(result).isEqualTo("receipt 1");
        assertThat(scene.chargeElsewhere().call(ORDER, () -> "elsewhere")).isEqualTo("receipt 1");
        assertThat(scene.store.count(Step.RENEW)).isEqualTo(30);
    }

    @Test
    @Tag("C4")
    void runningCallOutlivesTheExpiryOfItsRecord() {
        IdempotentOperation<String> charge = scene.charge(scene.config().expiresAfter(Duration.ofSeconds(1)));

        charge.call(ORDER, () -> {
            scene.time.advance(TEN_LEASES);
            assertThatExceptionOfType(IdempotencyAlreadyInProgressException.class)
                    .isThrownBy(() -> scene.chargeElsewhere().call(ORDER, () -> "elsewhere"));
            return scene.receipt();
        });
    }

    @Test
    @Tag("C4")
    void withoutAHeartbeatTheKeyIsTakenOverWhenTheLeaseEnds() {
        IdempotentOperation<String> charge = scene.charge(scene.config().renewLease(false));

        String late = charge.call(ORDER, () -> {
            scene.time.advance(LEASE.plus(MILLISECOND));
            return scene.chargeElsewhere().call(ORDER, () -> "elsewhere") + ", late";
        });

        assertThat(late).isEqualTo("elsewhere, late");
        assertThat(charge.call(ORDER, scene::receipt)).isEqualTo("elsewhere");
        assertThat(scene.heard).containsExactly("claimed", "leaseLost", "replayed");
    }

    @Test
    void callThatEndsWithinAThirdOfItsLeaseIsNotRenewed() {
        scene.charge(scene.config()).call(ORDER, () -> {
            scene.time.advance(LEASE.dividedBy(3).minus(MILLISECOND));
            return scene.receipt();
        });
        scene.time.advance(TEN_LEASES);

        assertThat(scene.store.steps()).containsExactly(Step.ACQUIRE, Step.COMPLETE);
    }

    @Test
    void heartbeatEndsWithTheCall() {
        scene.charge(scene.config()).call(ORDER, () -> {
            scene.time.advance(LEASE.dividedBy(2));
            return scene.receipt();
        });
        scene.time.advance(TEN_LEASES);

        assertThat(scene.store.steps()).containsExactly(Step.ACQUIRE, Step.RENEW, Step.COMPLETE);
    }

    @Test
    void heartbeatBeatsAgainForALaterCall() {
        IdempotentOperation<String> charge = scene.charge(scene.config());
        for (int order = 0; order < 3; order++) {
            charge.call(order, () -> {
                scene.time.advance(LEASE.dividedBy(2));
                return scene.receipt();
            });
            scene.time.advance(TEN_LEASES);
        }

        assertThat(scene.store.count(Step.RENEW)).isEqualTo(3);
    }

    @Test
    void storeThatFailsIsAskedAgainAtTheNextBeat() {
        scene.store.on(Step.RENEW, Fault.failedCall(), Fault.lostResponse());
        scene.charge(scene.config()).call(ORDER, () -> {
            scene.time.advance(LEASE);
            return scene.receipt();
        });

        assertThat(scene.heard).containsExactly("claimed", "leaseRenewed", "completed");
    }

    @Test
    @Tag("C3")
    void pauseLongerThanTheLeaseLosesItBeforeTheStoreIsAsked() {
        scene.charge(scene.config()).call(ORDER, () -> {
            scene.time.pause(LEASE.plus(MILLISECOND));
            assertThat(scene.heard).containsExactly("claimed", "leaseLost");
            return scene.receipt();
        });

        assertThat(scene.store.steps()).containsExactly(Step.ACQUIRE, Step.COMPLETE);
    }

    @Test
    @Tag("C3")
    void renewalRefusedByTheStoreIsALostLease() {
        scene.charge(scene.config()).call(ORDER, () -> {
            scene.server.clear();
            scene.time.advance(LEASE);
            return scene.receipt();
        });

        assertThat(scene.heard).containsExactly("claimed", "leaseLost");
        assertThat(scene.store.count(Step.RENEW)).isEqualTo(1);
    }

    @Test
    @Tag("C1")
    void claimGrantedAfterItsLeaseIsNotRunOn() {
        scene.store.on(Step.ACQUIRE, Fault.delayedResponse(() -> {
            scene.time.advance(LEASE.plus(MILLISECOND));
            scene.chargeElsewhere().call(ORDER, () -> "elsewhere");
        }));

        assertThatExceptionOfType(IdempotencyPersistenceException.class)
                .isThrownBy(() -> scene.charge(scene.config()).call(ORDER, scene::receipt));
        assertThat(scene.runs).hasValue(0);
    }
}
