package dev.idempotency;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;

/** How long one caller waits for others in all, whatever it waits for. Used up at once where conflicts fail. */
final class Patience {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(25);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private final Timing timing;
    private final long limitNanos;
    private final long startNanos;

    Patience(Settings settings) {
        this.timing = settings.timing();
        this.limitNanos = settings.onConflict().waitLimit().toNanos();
        this.startNanos = limitNanos == 0 ? 0 : timing.nanoTime();
    }

    /** Waits for the event; {@code false} if the time is up or the thread was interrupted, its flag then being set. */
    boolean await(CompletableFuture<?> event) {
        return await(event, left());
    }

    /** Waits for the event for the given time, whatever patience is left. */
    boolean await(CompletableFuture<?> event, Duration limit) {
        try {
            return timing.await(event, limit);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * Waits before the next look at a record: longer from look to look, and at random, so that many waiters spread out.
     *
     * @param looks how many looks have been taken
     * @return whether there is patience for another look
     */
    boolean pause(int looks) {
        Optional<Duration> pause = nextPause(looks);
        return pause.isPresent()
                && !await(new CompletableFuture<>(), pause.get())
                && !Thread.currentThread().isInterrupted();
    }

    /** How long to {@link #pause}; nothing once the time is up. */
    Optional<Duration> nextPause(int looks) {
        long left = leftNanos();
        if (left == 0) {
            return Optional.empty();
        }
        long nanos = Math.min(LONGEST_PAUSE.toNanos(), FIRST_PAUSE.toNanos() << Math.min(looks, 16));
        long jittered = nanos / 2 + ThreadLocalRandom.current().nextLong(nanos / 2 + 1);
        return Optional.of(Duration.ofNanos(Math.min(jittered, left)));
    }

    /** What is left of the time. */
    Duration left() {
        return Duration.ofNanos(leftNanos());
    }

    private long leftNanos() {
        return limitNanos == 0 ? 0 : Math.max(0, limitNanos - (timing.nanoTime() - startNanos));
    }
}
