package dev.idempotency.testkit.simulation;

import dev.idempotency.Timing;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Time as one process sees it: its clock, its timer, its waits. Durations are rounded up to whole seconds. */
final class ProcessTime implements InstantSource, Timing {

    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private final SimulatedProcess process;
    private final Stage stage;
    private @Nullable Actor lastBeat;

    ProcessTime(SimulatedProcess process, Stage stage) {
        this.process = process;
        this.stage = stage;
    }

    @Override
    public Instant instant() {
        readClock();
        return START.plusSeconds(stage.time().now());
    }

    /** An instant on the schedule's time. */
    static long secondsAt(Instant instant) {
        return Duration.between(START, instant).toSeconds();
    }

    @Override
    public long nanoTime() {
        readClock();
        return TimeUnit.SECONDS.toNanos(stage.time().now());
    }

    @Override
    public void schedule(Runnable task, Duration delay) {
        stage.time().in(secondsOf(delay), () -> runUnlessHeldUp(task));
    }

    @Override
    public void execute(Runnable task) {
        Actor previous = lastBeat;
        Actor beat = new Actor(process.name() + " heartbeat", process, task);
        beat.blockUntil(() -> previous == null || previous.isDone());
        lastBeat = beat;
        stage.scheduler().cast(beat);
    }

    @Override
    public boolean await(CompletableFuture<?> event, Duration limit) {
        process.dieIfCrashed();
        return stage.scheduler().await(event::isDone, secondsOf(limit));
    }

    private void runUnlessHeldUp(Runnable task) {
        if (process.secondsPaused() > 0) {
            stage.time().in(process.secondsPaused(), () -> runUnlessHeldUp(task));
        } else if (!process.hasCrashed()) {
            task.run();
        }
    }

    /** A thread may be held up anywhere; the reading of a clock is where it matters and where it can be seen from here. */
    private void readClock() {
        process.dieIfCrashed();
        if (stage.scenario().granularity() == Granularity.CLOCK_READS) {
            stage.scheduler().point();
        }
    }

    private static long secondsOf(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("negative duration " + duration);
        }
        return duration.plusNanos(999_999_999).toSeconds();
    }
}
