package dev.idempotency.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HandDrivenTimeTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private final HandDrivenTime time = new HandDrivenTime();
    private final List<String> done = new ArrayList<>();

    private final ExecutorService thread = Executors.newSingleThreadExecutor();

    @AfterEach
    void endThread() {
        thread.shutdownNow();
    }

    private Runnable noting(String what) {
        return () -> done.add(what + " at "
                + Duration.between(HandDrivenTime.START, time.instant()).toSeconds());
    }

    @Test
    void standsStillUntilItIsMoved() {
        Instant before = time.instant();
        long nanosBefore = time.nanoTime();

        time.advance(SECOND);

        assertThat(before).isEqualTo(HandDrivenTime.START);
        assertThat(time.instant()).isEqualTo(before.plus(SECOND));
        assertThat(time.nanoTime() - nanosBefore).isEqualTo(SECOND.toNanos());
    }

    @Test
    void startsWhereItIsToldTo() {
        assertThat(new HandDrivenTime(Instant.EPOCH).instant()).isEqualTo(Instant.EPOCH);
    }

    @Test
    void doesNotGoBack() {
        assertThatIllegalArgumentException().isThrownBy(() -> time.advance(SECOND.negated()));
        assertThatIllegalArgumentException().isThrownBy(() -> time.schedule(() -> {}, SECOND.negated()));
    }

    @Test
    void tasksRunAtTheirTimesAndInOrder() {
        time.schedule(noting("third"), SECOND.multipliedBy(3));
        time.schedule(noting("first"), SECOND);
        time.schedule(noting("second"), SECOND);
        time.schedule(noting("too late"), HOUR);

        time.advance(SECOND.multipliedBy(10));

        assertThat(done).containsExactly("first at 1", "second at 1", "third at 3");
        assertThat(time.instant()).isEqualTo(HandDrivenTime.START.plusSeconds(10));
    }

    @Test
    void taskThatSchedulesAnotherHasItRunInTheSameAdvance() {
        time.schedule(() -> time.schedule(noting("again"), SECOND), SECOND);

        time.advance(SECOND.multipliedBy(2));

        assertThat(done).containsExactly("again at 2");
    }

    @Test
    void blockingTaskRunsAfterTheOneThatAskedForIt() {
        time.schedule(
                () -> {
                    time.execute(noting("blocking"));
                    done.add("asked");
                },
                SECOND);

        time.advance(SECOND);

        assertThat(done).containsExactly("asked", "blocking at 1");
    }

    @Test
    void tasksRunLateAfterAPause() {
        time.schedule(noting("late"), SECOND);

        time.pause(HOUR);

        assertThat(done).containsExactly("late at 3600");
    }

    @Test
    void doesNotGoBackAfterATaskThatPauses() {
        time.schedule(() -> time.pause(Duration.ofSeconds(60)), Duration.ofSeconds(5));

        time.advance(Duration.ofSeconds(10));

        assertThat(time.instant()).isEqualTo(HandDrivenTime.START.plusSeconds(65));
    }

    @Test
    void waitEndsWithTheEvent() throws Exception {
        CompletableFuture<String> event = new CompletableFuture<>();
        Future<Boolean> waiter = thread.submit(() -> time.await(event, HOUR));
        time.awaitWaiters(1);

        event.complete("done");

        assertThat(Scene.join(waiter)).isTrue();
    }

    @Test
    void failureIsAnEventLikeAnother() throws Exception {
        CompletableFuture<String> event = new CompletableFuture<>();
        Future<Boolean> waiter = thread.submit(() -> time.await(event, HOUR));
        time.awaitWaiters(1);

        event.cancel(false);

        assertThat(Scene.join(waiter)).isTrue();
    }

    @Test
    void waitEndsWithItsTime() throws Exception {
        Future<Boolean> waiter = thread.submit(() -> time.await(new CompletableFuture<>(), HOUR));
        time.awaitWaiters(1);
        time.advance(HOUR.minusNanos(1));
        assertThat(waiter).isNotDone();

        time.advance(Duration.ofNanos(1));

        assertThat(Scene.join(waiter)).isFalse();
    }

    @Test
    void waitForNoTimeReturnsAtOnce() throws Exception {
        assertThat(time.await(new CompletableFuture<>(), Duration.ZERO)).isFalse();
        assertThat(time.await(CompletableFuture.completedFuture("done"), Duration.ZERO))
                .isTrue();
    }

    @Test
    void waitCanBeInterruptedAndLeavesNothingBehind() throws Exception {
        Future<Boolean> waiter = thread.submit(() -> time.await(new CompletableFuture<>(), HOUR));
        time.awaitWaiters(1);

        thread.shutdownNow();

        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> Scene.join(waiter))
                .withCauseInstanceOf(InterruptedException.class);
        assertThat(time.waiters()).isZero();
    }
}
