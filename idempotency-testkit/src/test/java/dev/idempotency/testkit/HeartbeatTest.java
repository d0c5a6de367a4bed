package dev.idempotency.testkit;

import static dev.idempotency.testkit.Scene.LEASE;
import static dev.idempotency.testkit.Scene.MILLISECOND;
import static dev.idempotency.testkit.Scene.ORDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.idempotency.Idempotency;
import dev.idempotency.IdempotencyConfig;
import dev.idempotency.IdempotencyKey;
import dev.idempotency.Idempotent;
import dev.idempotency.IdempotentOperation;
import dev.idempotency.error.IdempotencyAlreadyInProgressException;
import dev.idempotency.error.IdempotencyPersistenceException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
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
    @Tag("C4")
    void fixedLeaseEndsWhenItEnds() {
        IdempotentOperation<String> charge = scene.charge(scene.config()).withFixedLease(LEASE.multipliedBy(2));

        String late = charge.call(ORDER, () -> {
            scene.time.advance(LEASE.multipliedBy(2));
            assertThatExceptionOfType(IdempotencyAlreadyInProgressException.class)
                    .isThrownBy(() -> scene.chargeElsewhere().call(ORDER, () -> "elsewhere"));
            scene.time.advance(MILLISECOND);
            return scene.chargeElsewhere().call(ORDER, () -> "elsewhere") + ", late";
        });

        assertThat(late).isEqualTo("elsewhere, late");
        assertThat(scene.store.count(Step.RENEW)).isZero();
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
    void leaseThatIsNotDueIsLeftAloneBesideOneThatIs() {
        IdempotentOperation<String> charge = scene.charge(scene.config());
        charge.call(ORDER, () -> {
            scene.time.advance(LEASE.dividedBy(6));
            return charge.call("a later order", () -> {
                scene.time.advance(LEASE.dividedBy(6));
                assertThat(scene.store.count(Step.RENEW)).isEqualTo(1);
                scene.time.advance(LEASE.dividedBy(6));
                assertThat(scene.store.count(Step.RENEW)).isEqualTo(2);
                return scene.receipt();
            });
        });
    }

    @Test
    void operationWithAShorterLeaseIsRenewedAtItsOwnPace() {
        IdempotencyConfig config = scene.config().build();
        Payments payments = Idempotency.proxy(
                Payments.class,
                order -> {
                    scene.time.advance(LEASE);
                    return scene.receipt();
                },
                config);

        Idempotency.with(config).operation("charge", String.class).call(ORDER, () -> payments.charge(ORDER));

        assertThat(scene.store.count(Step.RENEW)).isEqualTo(3 + 9);
    }

    interface Payments {
        @Idempotent(lease = "20s")
        String charge(@IdempotencyKey String order);
    }

    @Test
    @Tag("C4")
    void clockThatIsSetBackDoesNotMoveTheLeaseBack() {
        AtomicReference<Duration> behind = new AtomicReference<>(Duration.ZERO);
        IdempotentOperation<String> charge =
                scene.charge(scene.config().clock(() -> scene.time.instant().minus(behind.get())));

        charge.call(ORDER, () -> {
            Instant before = scene.server.records().get(0).endsAt();
            behind.set(Duration.ofHours(1));
            scene.time.advance(LEASE.dividedBy(2));
            assertThat(scene.heard).containsExactly("claimed", "leaseRenewed");
            assertThat(scene.server.records().get(0).endsAt()).isEqualTo(before);
            return scene.receipt();
        });
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
