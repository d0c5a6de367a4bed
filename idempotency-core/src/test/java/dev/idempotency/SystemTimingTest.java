package dev.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Real time, as far as it can be told without waiting for it: deadlines are long, and not met. */
class SystemTimingTest {

    private static final Duration MILLISECOND = Duration.ofMillis(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final SystemTiming timing = new SystemTiming();

    @Test
    void timeGoesOn() {
        long before = timing.nanoTime();
        while (timing.nanoTime() == before) {
            Thread.onSpinWait();
        }

        assertThat(timing.nanoTime()).isGreaterThan(before);
    }

    @Test
    void scheduledTaskRunsAfterItsDelay() {
        CompletableFuture<Long> ran = new CompletableFuture<>();
        long start = timing.nanoTime();

        timing.schedule(() -> ran.complete(timing.nanoTime()), MILLISECOND);

        assertThat(ran.orTimeout(1, TimeUnit.MINUTES).join() - start).isGreaterThanOrEqualTo(MILLISECOND.toNanos());
    }

    @Test
    void blockingTaskRunsOnADaemonThread() {
        CompletableFuture<Thread> thread = new CompletableFuture<>();

        timing.execute(() -> thread.complete(Thread.currentThread()));

        assertThat(thread.orTimeout(1, TimeUnit.MINUTES).join().isDaemon()).isTrue();
    }

    @Test
    void eventIsAwaitedUntilItHasHappenedOrTheTimeIsUp() throws InterruptedException {
        CompletableFuture<String> failed = CompletableFuture.failedFuture(new IllegalStateException());

        assertThat(timing.await(CompletableFuture.completedFuture("done"), MINUTE))
                .isTrue();
        assertThat(timing.await(failed, MINUTE)).isTrue();
        assertThat(timing.await(new CompletableFuture<>(), MILLISECOND)).isFalse();
    }

    @Test
    void eventIsAwaitedWithoutAThreadUntilItHasHappenedOrTheTimeIsUp() {
        CompletableFuture<String> event = new CompletableFuture<>();
        CompletableFuture<Boolean> awaited = timing.awaitAsync(event, MINUTE);
        assertThat(awaited).isNotDone();
        event.complete("done");

        assertThat(awaited).isCompletedWithValue(true);
        assertThat(timing.awaitAsync(event, Duration.ZERO)).isCompletedWithValue(true);
        assertThat(timing.awaitAsync(new CompletableFuture<>(), Duration.ZERO)).isCompletedWithValue(false);
        assertThat(timing.awaitAsync(new CompletableFuture<>(), MILLISECOND)
                        .orTimeout(1, TimeUnit.MINUTES)
                        .join())
                .isFalse();
    }
}
