package dev.idempotency.testkit;

import static dev.idempotency.testkit.Scene.LEASE;
import static dev.idempotency.testkit.Scene.ORDER;
import static dev.idempotency.testkit.Scene.join;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.idempotency.FailureAction;
import dev.idempotency.IdempotencyConfig;
import dev.idempotency.IdempotentOperation;
import dev.idempotency.OnConflict;
import dev.idempotency.error.IdempotencyAlreadyInProgressException;
import dev.idempotency.error.IdempotencyPersistenceException;
import dev.idempotency.error.IdempotencyRecordedFailureException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class WaitingTest {

    private static final OnConflict TEN_SECONDS = OnConflict.waitUpTo(Duration.ofSeconds(10));

    private final Scene scene = new Scene();

    @AfterEach
    void endThreads() {
        scene.close();
    }

    @Test
    @Tag("C6")
    void duplicateInTheSameProcessJoinsTheRunningCall() throws Exception {
        IdempotentOperation<String> charge = scene.charge(waiting());
        CompletableFuture<Future<String>> duplicate = new CompletableFuture<>();

        String first = charge.call(ORDER, () -> {
            duplicate.complete(scene.callOnAnotherThread(charge));
            scene.time.awaitWaiters(1);
            return scene.receipt();
        });

        assertThat(join(join(duplicate))).isEqualTo(first).isEqualTo("receipt 1");
        assertThat(scene.store.steps()).containsExactly(Step.ACQUIRE, Step.COMPLETE);
        assertThat(scene.heard).containsExactly("claimed", "completed", "joined", "replayed");
    }

    @Test
    @Tag("C6")
    void duplicateInTheSameProcessIsRefusedAtOnceWhereItDoesNotWait() {
        IdempotentOperation<String> charge = scene.charge(scene.config());

        charge.call(ORDER, () -> {
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(() -> join(scene.callOnAnotherThread(charge)))
                    .withCauseInstanceOf(IdempotencyAlreadyInProgressException.class);
            return scene.receipt();
        });

        assertThat(scene.store.steps()).containsExactly(Step.ACQUIRE, Step.COMPLETE);
    }

    @Test
    @Timeout(60)
    @Tag("C6")
    void callWithinItselfIsRefusedAndNotWaitedFor() {
        IdempotentOperation<String> charge = scene.charge(waiting());

        charge.call(ORDER, () -> {
            assertThatExceptionOfType(IdempotencyAlreadyInProgressException.class)
                    .isThrownBy(() -> charge.call(ORDER, scene::receipt));
            return scene.receipt();
        });

        assertThat(scene.runs).hasValue(1);
    }

    @Test
    @Tag("C6")
    void thousandDuplicatesMakeOneRunAndOneClaim() throws Exception {
        IdempotentOperation<String> charge = scene.charge(waiting());
        List<Future<String>> duplicates = new ArrayList<>();

        charge.call(ORDER, () -> {
            for (int i = 0; i < 1000; i++) {
                duplicates.add(scene.callOnAnotherThread(charge));
            }
            scene.time.awaitWaiters(1000);
            return scene.receipt();
        });

        for (Future<String> duplicate : duplicates) {
            assertThat(join(duplicate)).isEqualTo("receipt 1");
        }
        assertThat(scene.runs).hasValue(1);
        assertThat(scene.store.steps()).containsExactly(Step.ACQUIRE, Step.COMPLETE);
    }

    @Test
    @Tag("C6")
    void thousandDuplicatesOnVirtualThreadsMakeOneRunAndOneClaim() throws Exception {
        ExecutorService virtual;
        try {
            virtual = (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (NoSuchMethodException e) {
            System.out.println("skipped: virtual threads need JDK 21, this is " + Runtime.version());
            return;
        }
        IdempotentOperation<String> charge = scene.charge(waiting());
        List<Future<String>> duplicates = new ArrayList<>();

        charge.call(ORDER, () -> {
            for (int i = 0; i < 1000; i++) {
                duplicates.add(virtual.submit(() -> charge.call(ORDER, scene::receipt)));
            }
            scene.time.awaitWaiters(1000);
            return scene.receipt();
        });

        for (Future<String> duplicate : duplicates) {
            assertThat(join(duplicate)).isEqualTo("receipt 1");
        }
        assertThat(scene.store.steps()).containsExactly(Step.ACQUIRE, Step.COMPLETE);
        virtual.shutdown();
    }

    @Test
    @Tag("C5")
    void followersCompeteWhenTheirLeaderFails() throws Exception {
        IdempotentOperation<String> charge = scene.charge(waiting());
        List<Future<String>> duplicates = new ArrayList<>();

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> charge.call(ORDER, () -> {
                    for (int i = 0; i < 3; i++) {
                        duplicates.add(scene.callOnAnotherThread(charge));
                    }
                    scene.time.awaitWaiters(3);
                    throw new IllegalStateException("declined");
                }));

        for (Future<String> duplicate : duplicates) {
            assertThat(join(duplicate)).isEqualTo("receipt 1");
        }
        assertThat(scene.runs).hasValue(1);
    }

    @Test
    @Tag("C6")
    void followersGetARecordedFailureWithoutAskingTheStore() throws Exception {
        IdempotentOperation<String> charge = scene.charge(waiting().failurePolicy(failure -> FailureAction.RECORD));
        CompletableFuture<Future<String>> started = new CompletableFuture<>();

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> charge.call(ORDER, () -> {
                    started.complete(scene.callOnAnotherThread(charge));
                    scene.time.awaitWaiters(1);
                    throw new IllegalStateException("declined");
                }));

        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> join(join(started)))
                .withCauseInstanceOf(IdempotencyRecordedFailureException.class);
        assertThat(scene.store.steps()).containsExactly(Step.ACQUIRE, Step.COMPLETE);
    }

    @Test
    @Tag("C5")
    void waiterReadsWhatAnOwnerElsewhereHasRecordedAndNeverWrites() throws Exception {
        IdempotentOperation<String> charge = scene.charge(waiting());

        CompletableFuture<Future<String>> started = new CompletableFuture<>();

        scene.chargeElsewhere().call(ORDER, () -> {
            started.complete(scene.callOnAnotherThread(charge));
            scene.time.awaitWaiters(1);
            return "elsewhere";
        });
        Future<String> waiter = join(started);
        scene.driveUntilDone(waiter);

        assertThat(join(waiter)).isEqualTo("elsewhere");
        assertThat(scene.runs).hasValue(0);
        assertThat(scene.store.steps()).containsOnly(Step.ACQUIRE, Step.FIND).containsOnlyOnce(Step.ACQUIRE);
        assertThat(scene.heard).containsExactly("waited", "replayed");
    }

    @Test
    @Tag("C5")
    void waiterGivesUpWhenItsTimeIsOver() throws Exception {
        IdempotentOperation<String> charge = scene.charge(waiting());

        scene.chargeElsewhere().call(ORDER, () -> {
            Future<String> waiter = scene.callOnAnotherThread(charge);
            scene.driveUntilDone(waiter);
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(() -> join(waiter))
                    .withCauseInstanceOf(IdempotencyAlreadyInProgressException.class);
            return "elsewhere";
        });

        assertThat(Duration.between(HandDrivenTime.START, scene.time.instant()))
                .isBetween(Duration.ofSeconds(10), Duration.ofSeconds(12));
        assertThat(scene.heard).containsExactly("conflict");
    }

    @Test
    @Tag("C5")
    void waiterClaimsTheKeyOfAnOwnerThatDied() throws Exception {
        FaultyStore dying = new FaultyStore(scene.server);
        IdempotentOperation<String> charge =
                scene.charge(scene.config().onConflict(OnConflict.waitUpTo(LEASE.multipliedBy(2))));
        assertThatExceptionOfType(SimulatedCrash.class)
                .isThrownBy(() -> scene.charge(scene.config(dying)).call(ORDER, () -> {
                    throw dying.crash();
                }));

        Future<String> waiter = scene.callOnAnotherThread(charge);
        scene.driveUntilDone(waiter);

        assertThat(join(waiter)).isEqualTo("receipt 1");
        assertThat(Duration.between(HandDrivenTime.START, scene.time.instant())).isBetween(LEASE, LEASE.plusSeconds(3));
        assertThat(scene.heard).containsExactly("waited", "claimed", "takenOver", "completed");
    }

    @Test
    @Tag("C5")
    void interruptedWaiterStopsWithItsFlagSet() throws Exception {
        IdempotentOperation<String> charge = scene.charge(waiting());
        CompletableFuture<Boolean> flag = new CompletableFuture<>();
        Thread waiter = new Thread(() -> {
            try {
                charge.call(ORDER, scene::receipt);
            } catch (IdempotencyAlreadyInProgressException e) {
                flag.complete(Thread.currentThread().isInterrupted());
            }
        });

        scene.chargeElsewhere().call(ORDER, () -> {
            waiter.start();
            scene.time.awaitWaiters(1);
            waiter.interrupt();
            assertThat(join(flag)).isTrue();
            return "elsewhere";
        });

        assertThat(scene.runs).hasValue(0);
    }

    @Test
    @Tag("C5")
    void waiterThatCannotReadGivesUp() {
        scene.store.on(Step.FIND, Fault.failedCall());
        IdempotentOperation<String> charge = scene.charge(waiting());

        scene.chargeElsewhere().call(ORDER, () -> {
            Future<String> waiter = scene.callOnAnotherThread(charge);
            scene.driveUntilDone(waiter);
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(() -> join(waiter))
                    .withCauseInstanceOf(IdempotencyPersistenceException.class);
            return "elsewhere";
        });

        assertThat(scene.runs).hasValue(0);
    }

    @Test
    @Tag("C6")
    void waitingDuplicatesInOneProcessLookOnceForAll() throws Exception {
        IdempotentOperation<String> charge = scene.charge(waiting());
        List<Future<String>> duplicates = new ArrayList<>();

        scene.chargeElsewhere().call(ORDER, () -> {
            for (int i = 1; i <= 5; i++) {
                duplicates.add(scene.callOnAnotherThread(charge));
                scene.time.awaitWaiters(i);
            }
            return "elsewhere";
        });
        scene.time.advance(Duration.ofMillis(100));

        for (Future<String> duplicate : duplicates) {
            assertThat(join(duplicate)).isEqualTo("elsewhere");
        }
        assertThat(scene.store.steps()).containsExactly(Step.ACQUIRE, Step.FIND);
    }

    /** The waiter's refused claim arrives once more when the owner has given up: the waiter owns the key unawares. */
    @Test
    @Tag("C2")
    void waiterRecognisesItsOwnLateClaim() throws Exception {
        scene.store.on(Step.ACQUIRE, Fault.delayedDuplicate(Integer.MAX_VALUE));
        IdempotentOperation<String> charge = scene.charge(waiting());
        CompletableFuture<Future<String>> waiter = new CompletableFuture<>();

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> scene.chargeElsewhere().call(ORDER, () -> {
                    waiter.complete(scene.callOnAnotherThread(charge));
                    scene.time.awaitWaiters(1);
                    throw new IllegalStateException("declined");
                }));
        scene.store.deliverLate();
        scene.driveUntilDone(join(waiter));

        assertThat(join(join(waiter))).isEqualTo("receipt 1");
    }

    private IdempotencyConfig.Builder waiting() {
        return scene.config().onConflict(TEN_SECONDS);
    }
}
