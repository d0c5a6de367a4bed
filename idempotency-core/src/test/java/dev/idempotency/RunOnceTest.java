package dev.idempotency;

import static dev.idempotency.Scene.EXPIRY;
import static dev.idempotency.Scene.LEASE;
import static dev.idempotency.Scene.MILLISECOND;
import static dev.idempotency.Scene.ORDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.idempotency.error.IdempotencyAlreadyInProgressException;
import dev.idempotency.persistence.RecordStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class RunOnceTest {

    private final Scene scene = new Scene();

    @Test
    @Tag("K1")
    void firstCallRunsAndDuplicatesGetItsResult() {
        IdempotentOperation<String> charge = scene.charge();

        assertThat(charge.call(ORDER, scene::receipt)).isEqualTo("receipt 1");
        assertThat(charge.call(ORDER, scene::receipt)).isEqualTo("receipt 1");
        assertThat(charge.call(new HashMap<>(ORDER), scene::receipt)).isEqualTo("receipt 1");
        assertThat(scene.runs).hasValue(1);
        assertThat(scene.record().status()).isEqualTo(RecordStatus.COMPLETED);
    }

    @Test
    @Tag("K1")
    void anotherPayloadRuns() {
        IdempotentOperation<String> charge = scene.charge();

        charge.call(ORDER, scene::receipt);

        assertThat(charge.call(Map.of("userId", "u2"), scene::receipt)).isEqualTo("receipt 2");
        assertThat(scene.memory.size()).isEqualTo(2);
    }

    @Test
    @Tag("K1")
    void onlyTheSelectedSliceIdentifiesTheCall() {
        IdempotentOperation<String> charge = scene.charge(scene.config().eventKeyJmesPath("userId"));

        charge.call(Map.of("userId", "u1", "traceId", "a"), scene::receipt);

        assertThat(charge.call(Map.of("userId", "u1", "traceId", "b"), scene::receipt))
                .isEqualTo("receipt 1");
        assertThat(charge.call(Map.of("userId", "u2", "traceId", "a"), scene::receipt))
                .isEqualTo("receipt 2");
    }

    @Test
    @Tag("K1")
    void functionThatAltersItsPayloadChangesNothing() {
        IdempotentOperation<String> charge = scene.charge();
        Map<String, Object> payload = new HashMap<>(ORDER);

        charge.call(payload, () -> {
            payload.clear();
            payload.put("userId", "somebody else");
            return scene.receipt();
        });

        assertThat(charge.call(ORDER, scene::receipt)).isEqualTo("receipt 1");
        assertThat(scene.runs).hasValue(1);
    }

    @Test
    @Tag("K1")
    void keyIsDerivedOncePerCall() {
        Watched payload = new Watched();

        scene.charge().call(payload, scene::receipt);

        assertThat(payload.reads).hasValue(1);
    }

    @Test
    @Tag("K1")
    void keyIsTheOperationAndAHash() {
        scene.charge().call(ORDER, scene::receipt);

        assertThat(scene.record().key()).matches("charge#[0-9A-Za-z_-]+");
    }

    @Test
    @Tag("K1")
    void prefixStandsInFrontOfTheOperation() {
        scene.charge(scene.config().keyPrefix("billing")).call(ORDER, scene::receipt);

        assertThat(scene.record().key()).startsWith("billing.charge#");
    }

    @Test
    @Tag("C7")
    void equalPayloadsOfTwoOperationsAreTwoCalls() {
        Idempotency idempotency = Idempotency.with(scene.config().build());

        String charged = idempotency.operation("charge", String.class).call(ORDER, scene::receipt);
        String shipped = idempotency.operation("ship", String.class).call(ORDER, scene::receipt);

        assertThat(List.of(charged, shipped)).containsExactly("receipt 1", "receipt 2");
    }

    @Test
    @Tag("C7")
    void operationsMayBeNestedOnOneStore() {
        Idempotency idempotency = Idempotency.with(scene.config().build());
        IdempotentOperation<String> outer = idempotency.operation("outer", String.class);
        IdempotentOperation<String> inner = idempotency.operation("inner", String.class);

        for (int i = 0; i < 2; i++) {
            String result = outer.call(ORDER, () -> "outer of " + inner.call(ORDER, scene::receipt));
            assertThat(result).isEqualTo("outer of receipt 1");
        }
        assertThat(inner.call(ORDER, scene::receipt)).isEqualTo("receipt 1");
    }

    @Test
    @Tag("C6")
    void duplicateWithinTheRunningCallIsRefused() {
        IdempotentOperation<String> charge = scene.charge();

        String result = charge.call(ORDER, () -> {
            assertThatExceptionOfType(IdempotencyAlreadyInProgressException.class)
                    .isThrownBy(() -> charge.call(ORDER, scene::receipt))
                    .satisfies(e -> assertThat(e.until()).isEqualTo(ManualClock.START.plus(LEASE)))
                    .satisfies(e -> assertThat(e.key()).isEqualTo(scene.record().key()));
            return scene.receipt();
        });

        assertThat(result).isEqualTo("receipt 1");
        assertThat(charge.call(ORDER, scene::receipt)).isEqualTo("receipt 1");
    }

    @Test
    @Tag("C1")
    void everyClaimHasAnOwnerOfItsOwn() {
        IdempotentOperation<String> charge = scene.charge();
        List<Object> owners = new ArrayList<>();

        for (int i = 0; i < 100; i++) {
            charge.call(Map.of("order", i), scene::receipt);
        }

        scene.memory.records().forEach(record -> owners.add(record.owner()));
        assertThat(owners).hasSize(100).doesNotHaveDuplicates().doesNotContainNull();
    }

    @Test
    @Tag("C4")
    void crashedOwnerBlocksItsKeyForTheLeaseAndNoLonger() {
        IdempotentOperation<String> charge = scene.charge(scene.config().lease(Duration.ofSeconds(10)));
        scene.crash(charge);

        scene.clock.advance(Duration.ofSeconds(10));
        assertThatExceptionOfType(IdempotencyAlreadyInProgressException.class)
                .isThrownBy(() -> charge.call(ORDER, scene::receipt));

        scene.clock.advance(MILLISECOND);
        assertThat(charge.call(ORDER, scene::receipt)).isEqualTo("receipt 1");
        assertThat(charge.call(ORDER, scene::receipt)).isEqualTo("receipt 1");
    }

    @Test
    @Tag("C3")
    void lateOwnerChangesNothingAndReturnsItsOwnResult() {
        IdempotentOperation<String> charge = scene.charge();

        String late = charge.call(ORDER, () -> {
            scene.clock.advance(LEASE.plus(MILLISECOND));
            assertThat(scene.chargeElsewhere().call(ORDER, () -> "new owner's")).isEqualTo("new owner's");
            return "late owner's";
        });

        assertThat(late).isEqualTo("late owner's");
        assertThat(charge.call(ORDER, scene::receipt)).isEqualTo("new owner's");
    }

    @Test
    @Tag("C3")
    void lateOwnerDoesNotCompleteTheClaimThatReplacedItsOwn() {
        IdempotentOperation<String> charge = scene.charge();

        charge.call(ORDER, () -> {
            scene.clock.advance(LEASE.plus(MILLISECOND));
            scene.crash(scene.chargeElsewhere());
            return "late owner's";
        });

        assertThat(scene.record().status()).isEqualTo(RecordStatus.INPROGRESS);
        assertThat(scene.record().response()).isNull();
    }

    @Test
    @Tag("C3")
    void ownerWhoseLeaseIsOverMayCompleteIfNobodyTookOver() {
        IdempotentOperation<String> charge = scene.charge();

        charge.call(ORDER, () -> {
            scene.clock.advance(LEASE.multipliedBy(3));
            return scene.receipt();
        });

        assertThat(charge.call(ORDER, scene::receipt)).isEqualTo("receipt 1");
        assertThat(scene.runs).hasValue(1);
    }

    @Test
    @Tag("F5")
    void resultIsReplayedUntilItExpiresCountedFromCompletion() {
        IdempotentOperation<String> charge = scene.charge();
        charge.call(ORDER, () -> {
            scene.clock.advance(Duration.ofSeconds(30));
            return scene.receipt();
        });

        scene.clock.set(ManualClock.START.plusSeconds(30).plus(EXPIRY));
        assertThat(charge.call(ORDER, scene::receipt)).isEqualTo("receipt 1");

        scene.clock.advance(MILLISECOND);
        assertThat(charge.call(ORDER, scene::receipt)).isEqualTo("receipt 2");
        assertThat(charge.call(ORDER, scene::receipt)).isEqualTo("receipt 2");
    }

    @Test
    @Tag("F5")
    void expiryIsRoundedUpToAWholeSecond() {
        IdempotentOperation<String> charge = scene.charge(scene.config().expiresAfter(Duration.ofNanos(1)));
        charge.call(ORDER, scene::receipt);

        scene.clock.advance(Duration.ofSeconds(1));
        assertThat(charge.call(ORDER, scene::receipt)).isEqualTo("receipt 1");

        scene.clock.advance(MILLISECOND);
        assertThat(charge.call(ORDER, scene::receipt)).isEqualTo("receipt 2");
    }

    @Test
    void oneConfigServesManyOperationsAndStaysAsItIs() {
        IdempotencyConfig config = scene.config().build();

        Idempotency.with(config).operation("a", String.class).call(ORDER, scene::receipt);
        Idempotency.with(config.named("ignored")).operation("b", String.class).call(ORDER, scene::receipt);

        assertThat(scene.memory.records())
                .extracting(record -> record.key().replaceAll("#.*", ""))
                .containsExactlyInAnyOrder("a", "b");
    }

    /** A payload that counts how often it is read. */
    public static final class Watched {

        private final AtomicInteger reads = new AtomicInteger();

        public int getAmount() {
            reads.incrementAndGet();
            return 7;
        }
    }
}
