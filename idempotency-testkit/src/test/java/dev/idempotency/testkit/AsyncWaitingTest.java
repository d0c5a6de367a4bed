package dev.idempotency.testkit;

import static dev.idempotency.testkit.Scene.LEASE;
import static dev.idempotency.testkit.Scene.MILLISECOND;
import static dev.idempotency.testkit.Scene.ORDER;
import static dev.idempotency.testkit.Scene.join;
import static org.assertj.core.api.Assertions.assertThat;

import dev.idempotency.Idempotency;
import dev.idempotency.IdempotencyConfig;
import dev.idempotency.IdempotentOperation;
import dev.idempotency.OnConflict;
import dev.idempotency.error.IdempotencyAlreadyInProgressException;
import dev.idempotency.error.IdempotencyPersistenceException;
import dev.idempotency.persistence.InMemoryPersistenceStore;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class AsyncWaitingTest {

    private static final OnConflict TEN_SECONDS = OnConflict.waitUpTo(Duration.ofSeconds(10));

    private final Scene scene = new Scene();
    private final CompletableFuture<String> work = new CompletableFuture<>();

    @AfterEach
    void endThreads() {
        scene.close();
    }

    @Test
    @Tag("C6")
    void duplicateInTheSameProcessJoinsWithoutAStoreRequest() {
        IdempotentOperation<String> charge = scene.charge(waiting());
        CompletableFuture<String> first = charge.callAsync(ORDER, this::begin);
        CompletableFuture<String> duplicate = charge.callAsync(ORDER, this::begin);
        assertThat(duplicate).isNotDone();

        work.complete("receipt");

        assertThat(first).isCompletedWithValue("receipt");
        assertThat(duplicate).isCompletedWithValue("receipt");
        assertThat(scene.store.steps()).containsExactly(Step.ACQUIRE, Step.COMPLETE);
        assertThat(scene.heard).containsExactly("claimed", "completed", "joined", "replayed");
    }

    @Test
    @Tag("C6")
    void duplicateIsRefusedAtOnceWhereItDoesNotWait() {
        IdempotentOperation<String> charge = scene.charge(scene.config().asyncExecutor(Runnable::run));
        CompletableFuture<String> first = charge.callAsync(ORDER, this::begin);

        assertThat(failureOf(charge.callAsync(ORDER, this::begin)))
                .isInstanceOf(IdempotencyAlreadyInProgressException.class);
        assertThat(first).isNotDone();
    }

    @Test
    @Tag("C5")
    void waiterGivesUpWhenItsTimeIsOverAndNotBefore() {
        IdempotentOperation<String> charge = scene.charge(waiting());
        assertThat(charge.callAsync(ORDER, this::begin)).isNotDone();
        CompletableFuture<String> duplicate = charge.callAsync(ORDER, this::begin);

        scene.time.advance(Duration.ofSeconds(10).minus(MILLISECOND));
        assertThat(duplicate).isNotDone();
        scene.time.advance(MILLISECOND);

        assertThat(failureOf(duplicate)).isInstanceOf(IdempotencyAlreadyInProgressException.class);
    }

    @Test
    @Tag("C5")
    void waiterRunsWhenTheOwnerFails() {
        IdempotentOperation<String> charge = scene.charge(waiting());
        CompletableFuture<String> first = charge.callAsync(ORDER, this::begin);
        CompletableFuture<String> duplicate =
                charge.callAsync(ORDER, () -> CompletableFuture.completedFuture("second receipt"));

        work.completeExceptionally(new IOException("down"));

        assertThat(first).isCompletedExceptionally();
        assertThat(duplicate).isCompletedWithValue("second receipt");
    }

    @Test
    @Tag("C5")
    void waiterPollsForAnOwnerElsewhereAndIsAnswered() {
        IdempotentOperation<String> elsewhere = scene.charge(waiting(new FaultyStore(scene.server)));
        assertThat(elsewhere.callAsync(ORDER, this::begin)).isNotDone();
        CompletableFuture<String> waiter = scene.charge(waiting()).callAsync(ORDER, this::begin);

        scene.time.advance(Duration.ofSeconds(3));
        assertThat(waiter).isNotDone();
        work.complete("receipt");
        scene.time.advance(Duration.ofSeconds(2));

        assertThat(waiter).isCompletedWithValue("receipt");
        assertThat(scene.runs).hasValue(1);
        assertThat(scene.store.steps()).startsWith(Step.ACQUIRE, Step.FIND).doesNotContain(Step.COMPLETE);
        assertThat(scene.heard).containsExactly("waited", "replayed");
    }

    @Test
    @Tag("C4")
    void waiterTakesOverFromAnOwnerElsewhereThatDied() {
        IdempotencyConfig.Builder dying = waiting(new FaultyStore(scene.server)).lease(Duration.ofSeconds(5));
        assertThat(scene.charge(dying.renewLease(false)).callAsync(ORDER, this::begin))
                .isNotDone();
        CompletableFuture<String> waiter =
                scene.charge(waiting()).callAsync(ORDER, () -> CompletableFuture.completedFuture("second receipt"));

        scene.time.advance(Duration.ofSeconds(5));
        assertThat(waiter).isNotDone();
        scene.time.advance(Duration.ofSeconds(2));

        assertThat(waiter).isCompletedWithValue("second receipt");
        assertThat(scene.heard).containsExactly("waited", "claimed", "takenOver", "completed");
    }

    @Test
    @Tag("C5")
    void waiterThatCancelsAsksTheStoreNoMore() {
        assertThat(scene.charge(waiting(new FaultyStore(scene.server))).callAsync(ORDER, this::begin))
                .isNotDone();
        IdempotentOperation<String> charge = scene.charge(waiting());
        CompletableFuture<String> waiter = charge.callAsync(ORDER, this::begin);
        scene.time.advance(Duration.ofSeconds(1));

        waiter.cancel(true);
        int steps = scene.store.steps().size();
        scene.time.advance(Duration.ofSeconds(20));

        assertThat(scene.store.steps()).hasSize(steps);
        assertThat(charge.callAsync(ORDER, this::begin)).isNotDone();
        assertThat(scene.store.steps()).as("no call was left in flight").hasSize(steps + 1);
    }

    @Test
    @Tag("C6")
    void synchronousAndAsynchronousCallsFollowEachOther() throws Exception {
        IdempotentOperation<String> charge = scene.charge(waiting());
        CompletableFuture<String> leader = charge.callAsync(ORDER, this::begin);
        Future<String> follower = scene.callOnAnotherThread(charge);
        scene.time.awaitWaiters(1);
        work.complete("receipt");

        assertThat(leader).isCompletedWithValue("receipt");
        assertThat(join(follower)).isEqualTo("receipt");

        AtomicReference<Throwable> refusal = new AtomicReference<>();
        charge.call("another order", () -> {
            refusal.set(failureOf(charge.callAsync("another order", this::begin)));
            return scene.receipt();
        });
        assertThat(refusal)
                .as("the leader's own thread does not wait for itself")
                .hasValueMatching(IdempotencyAlreadyInProgressException.class::isInstance);
    }

    @Test
    @Tag("F2")
    void duplicatesLearnThatTheStoreIsDown() {
        HandDrivenExecutor executor = new HandDrivenExecutor();
        IdempotentOperation<String> charge = scene.charge(waiting().asyncExecutor(executor));
        scene.store.on(Step.ACQUIRE, Fault.failedCall());
        CompletableFuture<String> first = charge.callAsync(ORDER, this::begin);
        CompletableFuture<String> duplicate = charge.callAsync(ORDER, this::begin);

        executor.runAll();

        assertThat(failureOf(first)).isInstanceOf(IdempotencyPersistenceException.class);
        assertThat(failureOf(duplicate)).isInstanceOf(IdempotencyPersistenceException.class);
        assertThat(scene.store.steps()).containsExactly(Step.ACQUIRE);
        assertThat(scene.runs).hasValue(0);
    }

    @Test
    @Tag("C6")
    void hundredWaitersHoldNoThreadOfAPoolOfOne() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(1);
        try {
            IdempotentOperation<String> charge = scene.charge(waiting().asyncExecutor(pool));
            List<CompletableFuture<String>> calls = new ArrayList<>();
            for (int i = 0; i < 101; i++) {
                calls.add(charge.callAsync(ORDER, this::begin));
            }
            CompletableFuture<String> other =
                    charge.callAsync("other", () -> CompletableFuture.completedFuture("other receipt"));

            assertThat(join(other)).as("the pool's thread is free").isEqualTo("other receipt");
            assertThat(calls).noneMatch(CompletableFuture::isDone);
            work.complete("receipt");

            for (CompletableFuture<String> call : calls) {
                assertThat(join(call)).isEqualTo("receipt");
            }
            assertThat(scene.runs).hasValue(1);
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    @Tag("C6")
    void tenThousandDuplicatesOfAHundredKeysMakeAHundredRunsOnFourThreads() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(4);
        ExecutorService workers = Executors.newFixedThreadPool(2);
        ExecutorService callers = Executors.newFixedThreadPool(4);
        AtomicInteger runs = new AtomicInteger();
        try {
            IdempotentOperation<Integer> charge = Idempotency.with(
                            IdempotencyConfig.builder(new InMemoryPersistenceStore())
                                    .onConflict(OnConflict.waitUpTo(LEASE))
                                    .asyncExecutor(pool)
                                    .build())
                    .operation("charge", Integer.class);
            Queue<CompletableFuture<Integer>> calls = new ConcurrentLinkedQueue<>();
            CountDownLatch called = new CountDownLatch(10_000);
            for (int i = 0; i < 10_000; i++) {
                int key = i % 100;
                callers.execute(() -> {
                    calls.add(
                            charge.callAsync(key, () -> CompletableFuture.supplyAsync(() -> run(runs, key), workers)));
                    called.countDown();
                });
            }
            assertThat(called.await(60, TimeUnit.SECONDS)).isTrue();
            List<Integer> results = new ArrayList<>();
            for (CompletableFuture<Integer> call : calls) {
                results.add(join(call));
            }
            assertThat(results).hasSize(10_000);
            assertThat(new HashSet<>(results)).hasSize(100);
            assertThat(runs).hasValue(100);
        } finally {
            List.of(pool, workers, callers).forEach(ExecutorService::shutdownNow);
            assertThat(pool.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static int run(AtomicInteger runs, int key) {
        runs.incrementAndGet();
        return key;
    }

    /** The function: starts work that ends when the test says so. */
    private CompletableFuture<String> begin() {
        scene.runs.incrementAndGet();
        return work;
    }

    private IdempotencyConfig.Builder waiting() {
        return scene.config().onConflict(TEN_SECONDS).asyncExecutor(Runnable::run);
    }

    private IdempotencyConfig.Builder waiting(FaultyStore view) {
        return scene.config(view).onConflict(TEN_SECONDS).asyncExecutor(Runnable::run);
    }

    private static Throwable failureOf(CompletableFuture<?> future) {
        return future.handle((result, failure) -> failure).join();
    }
}
