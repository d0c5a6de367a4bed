package dev.idempotency;

import static dev.idempotency.Scene.LEASE;
import static dev.idempotency.Scene.MILLISECOND;
import static dev.idempotency.Scene.ORDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.idempotency.error.IdempotencyAlreadyInProgressException;
import dev.idempotency.error.IdempotencyPersistenceException;
import dev.idempotency.error.IdempotencyResponseNotStoredException;
import dev.idempotency.persistence.RecordStatus;
import dev.idempotency.persistence.ScriptedStore.Step;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("F2")
class StoreFailureTest {

    private final RuntimeException down = new IllegalStateException("store is down");
    private final Scene scene = new Scene();

    @Test
    void nothingRunsWhenTheStoreIsDownBeforeTheFunction() {
        scene.store.failing(Step.ACQUIRE, down);

        assertThatExceptionOfType(IdempotencyPersistenceException.class)
                .isThrownBy(() -> scene.charge().call(ORDER, scene::receipt))
                .withCause(down)
                .satisfies(e -> assertThat(e.operation()).isEqualTo("charge"))
                .satisfies(e -> assertThat(e.key()).startsWith("charge#"));

        assertThat(scene.runs).hasValue(0);
        assertThat(scene.store.steps()).isEqualTo(1);
    }

    @Test
    void nothingRunsWhenTheAnswerToTheClaimIsLost() {
        scene.store.after(Step.ACQUIRE, this::fail);
        IdempotentOperation<String> charge = scene.charge();

        assertThatExceptionOfType(IdempotencyPersistenceException.class)
                .isThrownBy(() -> charge.call(ORDER, scene::receipt));
        scene.store.heal();
        assertThatExceptionOfType(IdempotencyAlreadyInProgressException.class)
                .isThrownBy(() -> charge.call(ORDER, scene::receipt));
        assertThat(scene.runs).hasValue(0);

        scene.clock.advance(LEASE.plus(MILLISECOND));
        assertThat(charge.call(ORDER, scene::receipt)).isEqualTo("receipt 1");
    }

    @Test
    void storesOwnExceptionOfTheFamilyIsNotWrapped() {
        RuntimeException corrupt = new IdempotencyPersistenceException("charge#1", "no status in charge#1", null);
        scene.store.failing(Step.ACQUIRE, corrupt);

        assertThat(catchThrowable(() -> scene.charge().call(ORDER, scene::receipt)))
                .isSameAs(corrupt);
        assertThat(scene.runs).hasValue(0);
    }

    @Test
    void storeThatRefusesForARecordThatIsOverFailed() {
        IdempotentOperation<String> charge = scene.charge();
        scene.crash(charge);
        scene.clock.advance(LEASE.plus(MILLISECOND));
        scene.store.withClock(now -> ManualClock.START);

        assertThatExceptionOfType(IdempotencyPersistenceException.class)
                .isThrownBy(() -> charge.call(ORDER, scene::receipt))
                .withNoCause();
        assertThat(scene.runs).hasValue(0);
    }

    @Test
    void resultIsReturnedWhenTheStoreIsDownAfterTheFunction() {
        scene.store.failing(Step.COMPLETE, down);

        assertThat(scene.charge().call(ORDER, scene::receipt)).isEqualTo("receipt 1");
    }

    @Test
    void resultIsReturnedWhenTheStoreBreaksDownAfterTheFunction() {
        scene.store.before(Step.COMPLETE, () -> {
            throw new NoClassDefFoundError("store is half loaded");
        });

        assertThat(scene.charge().call(ORDER, scene::receipt)).isEqualTo("receipt 1");
        assertThat(scene.store.count(Step.RELEASE)).isZero();
    }

    @Test
    void claimStaysUntilItsLeaseEndsWhenTheResultCouldNotBeStored() {
        scene.store.failing(Step.COMPLETE, down);
        IdempotentOperation<String> charge = scene.charge();
        charge.call(ORDER, scene::receipt);

        assertThat(scene.store.count(Step.RELEASE)).isZero();
        assertThat(scene.record().status()).isEqualTo(RecordStatus.INPROGRESS);
        scene.clock.advance(LEASE);
        assertThatExceptionOfType(IdempotencyAlreadyInProgressException.class)
                .isThrownBy(() -> charge.call(ORDER, scene::receipt));

        scene.store.heal();
        scene.clock.advance(MILLISECOND);
        assertThat(charge.call(ORDER, scene::receipt)).isEqualTo("receipt 2");
        assertThat(charge.call(ORDER, scene::receipt)).isEqualTo("receipt 2");
    }

    @Test
    void resultWhoseAcknowledgementIsLostIsReplayed() {
        scene.store.after(Step.COMPLETE, this::fail);
        IdempotentOperation<String> charge = scene.charge();

        assertThat(charge.call(ORDER, scene::receipt)).isEqualTo("receipt 1");
        assertThat(charge.call(ORDER, scene::receipt)).isEqualTo("receipt 1");
        assertThat(scene.runs).hasValue(1);
    }

    @Test
    void resultComesWithTheExceptionWhereThatIsAskedFor() {
        scene.store.failing(Step.COMPLETE, down);
        IdempotentOperation<String> charge = scene.charge(scene.config().onCompletionFailure(CompletionFailure.THROW));

        assertThatExceptionOfType(IdempotencyResponseNotStoredException.class)
                .isThrownBy(() -> charge.call(ORDER, scene::receipt))
                .withCause(down)
                .satisfies(e -> assertThat(e.result()).isEqualTo("receipt 1"))
                .satisfies(e -> assertThat(e.key()).isEqualTo(scene.record().key()));

        assertThat(scene.store.count(Step.RELEASE)).isZero();
        assertThatExceptionOfType(IdempotencyAlreadyInProgressException.class)
                .isThrownBy(() -> charge.call(ORDER, scene::receipt));
        assertThat(scene.runs).hasValue(1);
    }

    @Test
    void nullComesWithTheExceptionToo() {
        scene.store.failing(Step.COMPLETE, down);
        IdempotencyConfig config =
                scene.config().onCompletionFailure(CompletionFailure.THROW).build();
        IdempotentOperation<@Nullable String> charge = Idempotency.with(config).operation("charge", String.class);

        assertThatExceptionOfType(IdempotencyResponseNotStoredException.class)
                .isThrownBy(() -> charge.call(ORDER, Scene::nothing))
                .satisfies(e -> assertThat(e.result()).isNull());
    }

    @Test
    @Tag("C3")
    void lostLeaseIsNoFailureOfTheCompletion() {
        IdempotentOperation<String> charge = scene.charge(scene.config().onCompletionFailure(CompletionFailure.THROW));

        String late = charge.call(ORDER, () -> {
            scene.clock.advance(LEASE.plus(MILLISECOND));
            scene.chargeElsewhere().call(ORDER, () -> "new owner's");
            return "late owner's";
        });

        assertThat(late).isEqualTo("late owner's");
    }

    private void fail() {
        throw down;
    }
}
