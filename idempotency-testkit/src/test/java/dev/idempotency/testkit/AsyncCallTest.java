package dev.idempotency.testkit;

import static dev.idempotency.testkit.Scene.LEASE;
import static dev.idempotency.testkit.Scene.MILLISECOND;
import static dev.idempotency.testkit.Scene.ORDER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.idempotency.CompletionFailure;
import dev.idempotency.FailureAction;
import dev.idempotency.Idempotency;
import dev.idempotency.IdempotencyConfig;
import dev.idempotency.IdempotentFunction;
import dev.idempotency.IdempotentOperation;
import dev.idempotency.MissingKey;
import dev.idempotency.OnConflict;
import dev.idempotency.Outcome;
import dev.idempotency.error.IdempotencyAlreadyInProgressException;
import dev.idempotency.error.IdempotencyKeyException;
import dev.idempotency.error.IdempotencyPersistenceException;
import dev.idempotency.error.IdempotencyRecordedFailureException;
import dev.idempotency.error.IdempotencyResponseException;
import dev.idempotency.error.IdempotencyResponseNotStoredException;
import dev.idempotency.error.IdempotencyValidationException;
import dev.idempotency.persistence.ResponseTooLargeException;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Asynchronous calls step by step: all steps run on the test's own thread, which is the config's executor. */
class AsyncCallTest {

    private final Scene scene = new Scene();
    private final CompletableFuture<String> work = new CompletableFuture<>();

    @AfterEach
    void endThreads() {
        scene.close();
    }

    @Test
    void firstCallRunsAndDuplicateGetsItsResult() {
        IdempotentOperation<String> charge = scene.charge(config());

        CompletableFuture<String> first = charge.callAsync(ORDER, this::begin);
        assertThat(first).isNotDone();
        work.complete("receipt");

        assertThat(first).isCompletedWithValue("receipt");
        assertThat(charge.callAsync(ORDER, this::begin)).isCompletedWithValue("receipt");
        assertThat(scene.runs).hasValue(1);
        assertThat(scene.heard).containsExactly("claimed", "completed", "replayed");
    }

    @Test
    void outcomeTellsReplayFromRunAndBothHaveTheRecord() {
        IdempotentOperation<String> charge = scene.charge(config());
        work.complete("receipt");
        scene.time.advance(MILLISECOND);

        Outcome<String> first = charge.executeAsync(ORDER, this::begin).join();
        scene.time.advance(Duration.ofMinutes(1));
        Outcome<String> second = charge.executeAsync(ORDER, this::begin).join();

        assertThat(first).isInstanceOf(Outcome.Executed.class).returns(false, Outcome::isReplayed);
        assertThat(second).isInstanceOf(Outcome.Replayed.class).returns(true, Outcome::isReplayed);
        assertThat(second.record()).isEqualTo(first.record()).hasValueSatisfying(record -> {
            assertThat(record.completedAt()).isEqualTo(HandDrivenTime.START.plus(MILLISECOND));
            assertThat(record.expiresAt()).isEqualTo(HandDrivenTime.START.plusSeconds(3601));
        });
    }

    @Test
    @Tag("F1")
    void failureOfTheStageComesAsTheSameInstanceAndFreesTheKey() {
        IdempotentOperation<String> charge = scene.charge(config());
        IOException failure = new IOException("card network is down");

        CompletableFuture<String> first = charge.callAsync(ORDER, () -> begin().thenApply(receipt -> receipt));
        work.completeExceptionally(failure);

        assertThat(failureOf(first)).isSameAs(failure);
        assertThat(scene.server.size()).isZero();
        assertThat(scene.heard).containsExactly("claimed", "failed RELEASE", "released");
    }

    @Test
    @Tag("F1")
    void failureToStartComesThroughTheFuture() {
        IOException failure = new IOException("no connection");

        CompletableFuture<String> first = scene.charge(config()).callAsync(ORDER, () -> {
            throw failure;
        });

        assertThat(failureOf(first)).isSameAs(failure);
        assertThat(scene.server.size()).isZero();
    }

    @Test
    void functionThatReturnsNoStageHasFailed() {
        CompletableFuture<String> first = scene.charge(config()).callAsync(ORDER, AsyncCallTest::noStage);

        assertThat(failureOf(first)).isInstanceOf(NullPointerException.class).hasMessageContaining("stage");
        assertThat(scene.server.size()).isZero();
    }

    @Test
    @Tag("F1")
    void recordedFailureIsReplayed() {
        IdempotentOperation<String> charge = scene.charge(config().failurePolicy(failure -> FailureAction.RECORD));
        work.completeExceptionally(new IOException("declined"));
        assertThat(failureOf(charge.callAsync(ORDER, this::begin))).isInstanceOf(IOException.class);

        assertThat(failureOf(charge.callAsync(ORDER, this::begin)))
                .isInstanceOf(IdempotencyRecordedFailureException.class)
                .hasCauseInstanceOf(IOException.class);
        assertThat(scene.runs).hasValue(1);
    }

    @Test
    void cancelledStageFollowsTheFailurePolicy() {
        IdempotentOperation<String> charge = scene.charge(config().failurePolicy(failure -> FailureAction.HOLD));
        CompletableFuture<String> first = charge.callAsync(ORDER, this::begin);

        work.cancel(true);

        assertThat(failureOf(first)).isInstanceOf(CancellationException.class);
        assertThat(scene.heard).containsExactly("claimed", "failed HOLD");
        assertThat(failureOf(charge.callAsync(ORDER, this::begin)))
                .isInstanceOf(IdempotencyAlreadyInProgressException.class);
    }

    @Test
    void callerThatCancelsLeavesTheStartedFunctionToItsEnd() {
        IdempotentOperation<String> charge = scene.charge(config());
        CompletableFuture<String> first = charge.callAsync(ORDER, this::begin);

        first.cancel(true);
        assertThat(work).isNotDone();
        work.complete("receipt");

        assertThat(charge.callAsync(ORDER, this::begin)).isCompletedWithValue("receipt");
        assertThat(scene.runs).hasValue(1);
    }

    @Test
    void callerThatCancelsBeforeTheFunctionStartsFreesTheKey() {
        HandDrivenExecutor executor = new HandDrivenExecutor();
        IdempotentOperation<String> charge = scene.charge(config().asyncExecutor(executor));
        CompletableFuture<String> first = charge.callAsync(ORDER, this::begin);

        first.cancel(true);
        executor.runAll();

        assertThat(scene.runs).hasValue(0);
        assertThat(scene.server.size()).isZero();
    }

    @Test
    @Tag("K1")
    void keyIsDerivedBeforeTheCallReturns() {
        HandDrivenExecutor executor = new HandDrivenExecutor();
        IdempotentOperation<String> charge = scene.charge(config().asyncExecutor(executor));
        Map<String, String> order = new HashMap<>(Map.of("id", "1"));
        work.complete("receipt");

        charge.callAsync(order, this::begin).isDone();
        order.put("id", "2");
        executor.runAll();
        CompletableFuture<String> duplicate = charge.callAsync(Map.of("id", "1"), this::begin);
        executor.runAll();

        assertThat(duplicate).isCompletedWithValue("receipt");
        assertThat(scene.runs).hasValue(1);
    }

    @Test
    @Tag("F2")
    void storeThatIsDownBeforeTheFunctionFailsTheFutureAndNothingRuns() {
        scene.store.on(Step.ACQUIRE, Fault.failedCall());

        CompletableFuture<String> first = scene.charge(config()).callAsync(ORDER, this::begin);

        assertThat(failureOf(first)).isInstanceOf(IdempotencyPersistenceException.class);
        assertThat(scene.runs).hasValue(0);
    }

    @Test
    @Tag("F2")
    void resultThatCannotBeStoredIsNotLost() {
        IdempotentOperation<String> charge = scene.charge(config().onCompletionFailure(CompletionFailure.THROW));
        scene.store.on(Step.COMPLETE, request -> {
            throw new ResponseTooLargeException("too large");
        });
        work.complete("receipt");

        assertThat(failureOf(charge.callAsync(ORDER, this::begin)))
                .isInstanceOfSatisfying(IdempotencyResponseNotStoredException.class, e -> assertThat(e.result())
                        .isEqualTo("receipt"));
        assertThat(failureOf(charge.callAsync(ORDER, this::begin))).isInstanceOf(IdempotencyResponseException.class);
        assertThat(scene.runs).hasValue(1);
    }

    @Test
    @Tag("C4")
    void heartbeatRenewsTheLeaseOfAStageThatTakesLong() {
        IdempotentOperation<String> charge = scene.charge(config());
        CompletableFuture<String> first = charge.callAsync(ORDER, this::begin);

        scene.time.advance(LEASE.multipliedBy(3));

        assertThat(failureOf(scene.charge(config()).callAsync(ORDER, this::begin)))
                .isInstanceOf(IdempotencyAlreadyInProgressException.class);
        work.complete("receipt");
        assertThat(first).isCompletedWithValue("receipt");
        assertThat(scene.runs).hasValue(1);
        int steps = scene.store.steps().size();
        scene.time.advance(LEASE);
        assertThat(scene.store.steps()).as("no beat after the end").hasSize(steps);
    }

    @Test
    @Tag("C6")
    void callFromWithinItsOwnFunctionIsRefused() {
        IdempotentOperation<String> charge = scene.charge(config().onConflict(OnConflict.waitUpTo(LEASE)));
        CompletableFuture<String> inner = new CompletableFuture<>();

        charge.callAsync(ORDER, () -> {
                    inner.completeExceptionally(failureOf(charge.callAsync(ORDER, this::begin)));
                    return CompletableFuture.completedFuture("receipt");
                })
                .join();

        assertThat(failureOf(inner)).isInstanceOf(IdempotencyAlreadyInProgressException.class);
    }

    @Test
    @Tag("R2")
    void payloadIsValidatedInFlightAndAfterwards() {
        IdempotentOperation<String> charge =
                scene.charge(config().eventKeyJmesPath("id").payloadValidationJmesPath("amount"));
        charge.callAsync(Map.of("id", 1, "amount", 7), this::begin).isDone();

        assertThat(failureOf(charge.callAsync(Map.of("id", 1, "amount", 8), this::begin)))
                .isInstanceOf(IdempotencyValidationException.class);
        work.complete("receipt");
        assertThat(failureOf(charge.callAsync(Map.of("id", 1, "amount", 8), this::begin)))
                .isInstanceOf(IdempotencyValidationException.class);
    }

    @Test
    void executorThatRefusesTheCallFailsItAndNothingRuns() {
        IdempotentOperation<String> charge = scene.charge(config().asyncExecutor(AsyncCallTest::refuse));

        assertThat(failureOf(charge.callAsync(ORDER, this::begin))).isInstanceOf(RejectedExecutionException.class);

        assertThat(scene.runs).hasValue(0);
        assertThat(scene.store.steps()).isEmpty();
    }

    @Test
    void executorThatRefusesTheEndDoesNotKeepItFromBeingRecorded() {
        HandDrivenExecutor executor = new HandDrivenExecutor();
        IdempotentOperation<String> charge = scene.charge(config().asyncExecutor(executor));
        CompletableFuture<String> first = charge.callAsync(ORDER, this::begin);
        executor.runAll();

        executor.shutDown();
        work.complete("receipt");

        assertThat(first).isCompletedWithValue("receipt");
        assertThat(scene.heard).containsExactly("claimed", "completed");
    }

    @Test
    @Tag("K4")
    void payloadWithoutKeyFailsTheFutureOrRunsUnprotected() {
        assertThat(failureOf(scene.charge(config()).callAsync("", this::begin)))
                .isInstanceOf(IdempotencyKeyException.class);

        IdempotentOperation<String> lenient = scene.charge(config().missingKey(MissingKey.RUN_UNPROTECTED));
        CompletableFuture<Outcome<String>> unprotected = lenient.executeAsync("", this::begin);
        work.complete("receipt");
        assertThat(unprotected.join()).isEqualTo(new Outcome.Executed<>("receipt", null));
        assertThat(scene.store.steps()).isEmpty();
    }

    @Test
    @Tag("F1")
    void unprotectedFailureComesAsTheSameInstance() {
        IOException failure = new IOException("down");
        IdempotentOperation<String> disabled = scene.charge(config().disabled(true));

        CompletableFuture<String> call = disabled.callAsync(ORDER, () -> begin().thenApply(receipt -> receipt));
        work.completeExceptionally(failure);

        assertThat(failureOf(call)).isSameAs(failure);
    }

    @Test
    void cachedResultIsThereAtOnce() {
        IdempotentOperation<String> charge = scene.charge(config().localCache());
        work.complete("receipt");
        charge.callAsync(ORDER, this::begin).join();
        int steps = scene.store.steps().size();

        assertThat(charge.callAsync(ORDER, this::begin)).isCompletedWithValue("receipt");
        assertThat(scene.store.steps()).hasSize(steps);
    }

    @Test
    void methodReferenceThatReturnsAStageIsWrapped() {
        IdempotencyConfig config = config().build();
        IdempotentFunction<String, CompletionStage<String>, RuntimeException> charge =
                Idempotency.makeIdempotent(this::chargeAsync, config);
        IdempotentFunction<String, CompletableFuture<String>, RuntimeException> charged =
                Idempotency.makeIdempotent(this::chargeFuture, config);
        work.complete("receipt");

        assertThat(charge.apply(ORDER)).isCompletedWithValue("receipt");
        assertThat(charge.apply(ORDER)).isCompletedWithValue("receipt");
        assertThat(charged.apply(ORDER)).isCompletedWithValue("receipt");
        assertThat(charged.apply(ORDER)).isCompletedWithValue("receipt");
        assertThat(scene.runs).hasValue(2);
    }

    CompletionStage<String> chargeAsync(String order) {
        return begin();
    }

    CompletableFuture<String> chargeFuture(String order) {
        return begin();
    }

    /** The function: starts work that ends when the test says so. */
    private CompletableFuture<String> begin() {
        scene.runs.incrementAndGet();
        return work;
    }

    private IdempotencyConfig.Builder config() {
        return scene.config().asyncExecutor(Runnable::run);
    }

    @SuppressWarnings("NullAway") // a function written without null checking
    private static CompletionStage<String> noStage() {
        return null;
    }

    private static void refuse(Runnable task) {
        throw new RejectedExecutionException("shut down");
    }

    /** As a dependent sees it that is told first-hand: without the wrapper of a chain. */
    private static Throwable failureOf(CompletableFuture<?> future) {
        return future.handle((result, failure) -> failure).join();
    }
}
