package dev.idempotency.testkit;

import static dev.idempotency.testkit.Scene.LEASE;
import static dev.idempotency.testkit.Scene.MILLISECOND;
import static dev.idempotency.testkit.Scene.ORDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.idempotency.CompletionFailure;
import dev.idempotency.FailureAction;
import dev.idempotency.IdempotencyEvent;
import dev.idempotency.IdempotencyListener;
import dev.idempotency.IdempotentOperation;
import dev.idempotency.error.IdempotencyAlreadyInProgressException;
import dev.idempotency.error.IdempotencyPersistenceException;
import dev.idempotency.error.IdempotencyRecordedFailureException;
import dev.idempotency.error.IdempotencyResponseNotStoredException;
import dev.idempotency.persistence.IdempotencyRecord;
import dev.idempotency.persistence.RecordStatus;
import dev.idempotency.persistence.ResponseTooLargeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class FailureTest {

    private final Scene scene = new Scene();

    @AfterEach
    void endThreads() {
        scene.close();
    }

    @Test
    void releasedFailureLetsTheNextCallRun() {
        IdempotentOperation<String> charge = scene.charge(scene.config());

        fail(charge, new IllegalStateException("declined"));

        assertThat(charge.call(ORDER, scene::receipt)).isEqualTo("receipt 1");
        assertThat(scene.heard).containsExactly("claimed", "failed RELEASE", "released", "claimed", "completed");
    }

    @Test
    void recordedFailureIsReplayedToDuplicates() {
        IdempotentOperation<String> charge =
                scene.charge(scene.config().failurePolicy(failure -> FailureAction.RECORD));

        fail(charge, new IllegalStateException("declined"));

        assertThatExceptionOfType(IdempotencyRecordedFailureException.class)
                .isThrownBy(() -> charge.call(ORDER, scene::receipt))
                .satisfies(e -> assertThat(e.failureType()).isEqualTo("java.lang.IllegalStateException"))
                .havingCause()
                .isInstanceOf(IllegalStateException.class)
                .withMessage("declined");
        assertThat(scene.runs).hasValue(0);
    }

    @Test
    void recordedFailureThatCannotBeRebuiltIsNamed() {
        IdempotentOperation<String> charge =
                scene.charge(scene.config().failurePolicy(failure -> FailureAction.RECORD));

        fail(charge, new Unbuildable(1));

        assertThatExceptionOfType(IdempotencyRecordedFailureException.class)
                .isThrownBy(() -> charge.call(ORDER, scene::receipt))
                .withNoCause()
                .satisfies(e -> assertThat(e.failureType()).isEqualTo(Unbuildable.class.getName()));
    }

    @Test
    void heldFailureBlocksTheKeyUntilTheLeaseEnds() {
        IdempotentOperation<String> charge = scene.charge(scene.config().failurePolicy(failure -> FailureAction.HOLD));

        fail(charge, new IllegalStateException("unknown outcome"));

        scene.time.advance(LEASE);
        assertThatExceptionOfType(IdempotencyAlreadyInProgressException.class)
                .isThrownBy(() -> charge.call(ORDER, scene::receipt));
        scene.time.advance(MILLISECOND);
        assertThat(charge.call(ORDER, scene::receipt)).isEqualTo("receipt 1");
        assertThat(scene.heard).contains("failed HOLD", "takenOver").doesNotContain("released");
    }

    @Test
    @Tag("F1")
    void policyThatThrowsHoldsTheKeyAndIsSuppressed() {
        IllegalStateException failure = new IllegalStateException("declined");
        IllegalArgumentException mistake = new IllegalArgumentException("policy");
        IdempotentOperation<String> charge = scene.charge(scene.config().failurePolicy(any -> {
            throw mistake;
        }));

        fail(charge, failure);

        assertThat(failure.getSuppressed()).containsExactly(mistake);
        assertThat(scene.store.steps()).containsExactly(Step.ACQUIRE);
    }

    @Test
    @Tag("F2")
    void completionIsTriedThreeTimes() throws Exception {
        scene.store.on(Step.COMPLETE, Fault.failedCall(), Fault.failedCall());
        Future<String> caller = scene.callOnAnotherThread(scene.charge(scene.config()));

        scene.driveUntilDone(caller);

        assertThat(Scene.join(caller)).isEqualTo("receipt 1");
        assertThat(scene.heard).containsExactly("claimed", "completed");
        assertThat(scene.store.count(Step.COMPLETE)).isEqualTo(3);
    }

    @Test
    @Tag("F2")
    void completionIsTriedAgainAtOnceOnAThreadThatIsInterruptedMeanwhile() throws Exception {
        scene.store.on(Step.COMPLETE, Fault.failedCall());
        IdempotentOperation<String> charge = scene.charge(scene.config());
        AtomicReference<Thread> thread = new AtomicReference<>();
        Future<Boolean> interrupted = scene.threads().submit(() -> {
            thread.set(Thread.currentThread());
            charge.call(ORDER, scene::receipt);
            return Thread.interrupted();
        });

        scene.time.awaitWaiters(1);
        Objects.requireNonNull(thread.get()).interrupt();

        assertThat(Scene.join(interrupted)).as("interrupt flag after the call").isTrue();
        assertThat(scene.heard).containsExactly("claimed", "completed");
    }

    @Test
    @Tag("F2")
    void completionThatIsTriedAgainLeavesTheInterruptFlagDown() throws Exception {
        scene.store.on(Step.COMPLETE, Fault.failedCall());
        IdempotentOperation<String> charge = scene.charge(scene.config());
        Future<Boolean> interrupted = scene.threads().submit(() -> {
            charge.call(ORDER, scene::receipt);
            return Thread.interrupted();
        });

        scene.driveUntilDone(interrupted);

        assertThat(Scene.join(interrupted)).as("interrupt flag after the call").isFalse();
    }

    @Test
    @Tag("F2")
    void storeThatStaysDownForTheCompletionCostsTheCallerNothing() throws Exception {
        scene.store.always(Step.COMPLETE, Fault.failedCall());
        Future<String> caller = scene.callOnAnotherThread(scene.charge(scene.config()));

        scene.driveUntilDone(caller);

        assertThat(Scene.join(caller)).isEqualTo("receipt 1");
        assertThat(scene.heard).containsExactly("claimed", "completionFailed");
        assertThat(scene.store.count(Step.COMPLETE)).isEqualTo(3);
        assertThatExceptionOfType(IdempotencyAlreadyInProgressException.class)
                .isThrownBy(() -> scene.chargeElsewhere().call(ORDER, scene::receipt));
    }

    @Test
    @Tag("F2")
    void whoAskedToBeToldOfALostCompletionGetsTheResultWithTheException() {
        scene.store.always(Step.COMPLETE, Fault.failedCall());
        IdempotentOperation<String> charge = scene.charge(scene.config().onCompletionFailure(CompletionFailure.THROW));
        Future<String> caller = scene.callOnAnotherThread(charge);

        scene.driveUntilDone(caller);

        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> Scene.join(caller))
                .havingCause()
                .isInstanceOfSatisfying(IdempotencyResponseNotStoredException.class, e -> assertThat(e.result())
                        .isEqualTo("receipt 1"));
    }

    @Test
    @Tag("C2")
    void retriedClaimWhoseAnswerWasLostIsGranted() {
        scene.store.on(Step.ACQUIRE, Fault.lostResponseRetried());

        assertThat(scene.charge(scene.config()).call(ORDER, scene::receipt)).isEqualTo("receipt 1");
    }

    @Test
    @Tag("F2")
    void claimThatCannotBeMadeRunsNothing() {
        scene.store.on(Step.ACQUIRE, Fault.failedCall());

        assertThatExceptionOfType(IdempotencyPersistenceException.class)
                .isThrownBy(() -> scene.charge(scene.config()).call(ORDER, scene::receipt))
                .withCauseInstanceOf(SimulatedOutage.class);
        assertThat(scene.runs).hasValue(0);
    }

    @Test
    @Tag("C3")
    void zombieThatFailsAfterATakeoverReleasesNothing() {
        IdempotentOperation<String> charge = scene.charge(scene.config().renewLease(false));

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> charge.call(ORDER, () -> {
                    scene.time.advance(LEASE.plus(MILLISECOND));
                    scene.chargeElsewhere().call(ORDER, () -> "elsewhere");
                    throw new IllegalStateException("late");
                }));

        assertThat(charge.call(ORDER, scene::receipt)).isEqualTo("elsewhere");
        assertThat(scene.heard).containsExactly("claimed", "failed RELEASE", "leaseLost", "replayed");
    }

    @Test
    @Tag("C3")
    void zombieThatFailsDoesNotReleaseACallThatIsStillRunning() {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> scene.charge(scene.config()).call(ORDER, () -> {
                    scene.time.pause(LEASE.plus(MILLISECOND));
                    claimElsewhereAndDie();
                    throw new IllegalStateException("late");
                }));

        assertThat(scene.server.records()).hasSize(1);
    }

    @Test
    @Tag("C3")
    void zombieThatCompletesDoesNotEndACallThatIsStillRunning() {
        scene.charge(scene.config()).call(ORDER, () -> {
            scene.time.pause(LEASE.plus(MILLISECOND));
            claimElsewhereAndDie();
            return scene.receipt();
        });

        assertThat(scene.server.records())
                .extracting(IdempotencyRecord::status)
                .containsExactly(RecordStatus.INPROGRESS);
    }

    @Test
    @Tag("C3")
    void zombieThatRecordsItsFailureRecordsNothing() {
        IdempotentOperation<String> charge =
                scene.charge(scene.config().renewLease(false).failurePolicy(thrown -> FailureAction.RECORD));

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> charge.call(ORDER, () -> {
                    scene.time.advance(LEASE.plus(MILLISECOND));
                    scene.chargeElsewhere().call(ORDER, () -> "elsewhere");
                    throw new IllegalStateException("late");
                }));

        assertThat(charge.call(ORDER, scene::receipt)).isEqualTo("elsewhere");
    }

    @Test
    @Tag("C3")
    void zombiesDelayedRenewalRenewsNothing() {
        scene.store.on(Step.RENEW, Fault.delayedRequest(() -> {
            scene.time.pause(LEASE);
            claimElsewhereAndDie();
        }));

        scene.charge(scene.config()).call(ORDER, () -> {
            scene.time.advance(LEASE.dividedBy(3));
            assertThat(scene.server.records())
                    .extracting(IdempotencyRecord::leaseUntil)
                    .containsExactly(
                            HandDrivenTime.START.plus(LEASE.dividedBy(3)).plus(LEASE.multipliedBy(2)));
            return scene.receipt();
        });

        assertThat(scene.heard).containsExactly("claimed", "leaseLost");
    }

    @Test
    @Tag("C3")
    void completionWhoseAnswerWasLostIsNotTakenForALostLease() {
        scene.store.on(Step.COMPLETE, Fault.lostResponseRetried());

        assertThat(scene.charge(scene.config()).call(ORDER, scene::receipt)).isEqualTo("receipt 1");

        assertThat(scene.heard).containsExactly("claimed", "completed");
    }

    @Test
    @Tag("F1")
    void failurePolicyThatFailsItselfDoesNotReplaceTheFailure() {
        AssertionError policyFailure = new AssertionError("policy");
        IllegalStateException failure = new IllegalStateException("function");
        IdempotentOperation<String> charge = scene.charge(scene.config().failurePolicy(any -> {
            throw policyFailure;
        }));

        assertThatThrownBy(() -> charge.call(ORDER, () -> {
                    throw failure;
                }))
                .isSameAs(failure)
                .satisfies(thrown -> assertThat(thrown.getSuppressed()).containsExactly(policyFailure));
        assertThat(scene.server.size()).as("the claim is held").isOne();
    }

    @Test
    @Tag("R4")
    void responseThatTheStoreCannotHoldIsHeardOf() {
        scene.store.on(Step.COMPLETE, request -> {
            throw new ResponseTooLargeException("2 bytes are too many");
        });

        assertThat(scene.charge(scene.config()).call(ORDER, scene::receipt)).isEqualTo("receipt 1");

        assertThat(scene.heard).containsExactly("claimed", "completed", "responseOmitted");
    }

    @Test
    void eventTellsOperationKeyAndTime() {
        List<IdempotencyEvent> events = new ArrayList<>();
        IdempotencyListener ear = new IdempotencyListener() {
            @Override
            public void completed(IdempotencyEvent event) {
                events.add(event);
            }
        };

        scene.charge(scene.config(scene.store).listener(ear)).call(ORDER, () -> {
            scene.time.advance(Duration.ofSeconds(3));
            return scene.receipt();
        });

        String key = scene.server.records().get(0).key();
        assertThat(events).containsExactly(new IdempotencyEvent("charge", key, Duration.ofSeconds(3)));
    }

    @Test
    void listenerThatThrowsDisturbsNobody() {
        IdempotencyListener broken = new IdempotencyListener() {
            @Override
            public void claimed(IdempotencyEvent event) {
                throw new IllegalStateException("listener");
            }
        };
        IdempotentOperation<String> charge =
                scene.charge(scene.config(scene.store).listener(broken).listener(broken));

        assertThat(charge.call(ORDER, scene::receipt)).isEqualTo("receipt 1");
    }

    @Test
    void cachedRecordIsHeardOf() {
        IdempotentOperation<String> charge = scene.charge(scene.config().localCache());
        charge.call(ORDER, scene::receipt);
        charge.call(ORDER, scene::receipt);

        assertThat(scene.heard).containsExactly("claimed", "completed", "cacheHit", "replayed");
        assertThat(scene.store.steps()).containsExactly(Step.ACQUIRE, Step.COMPLETE);
    }

    /** Leaves a claim behind. */
    private void claimElsewhereAndDie() {
        FaultyStore dying = new FaultyStore(scene.server).on(Step.COMPLETE, Fault.crashBefore());
        scene.charge(scene.config(dying)).call(ORDER, () -> "lost");
    }

    private static void fail(IdempotentOperation<String> operation, RuntimeException failure) {
        assertThatExceptionOfType(failure.getClass())
                .isThrownBy(() -> operation.call(ORDER, () -> {
                    throw failure;
                }))
                .isSameAs(failure);
    }

    /** Has no constructor that takes a message. */
    static final class Unbuildable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Unbuildable(int code) {
            super("code " + code);
        }
    }
}
