package dev.idempotency;

import dev.idempotency.persistence.ResponseTooLargeException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/**
 * The write that ends a claim: on it hangs whether the function may run a second time, so it is not given up easily.
 *
 * <p>An interruptible client would abort it on a thread that the function left interrupted: the interrupt is held back
 * until after the write.
 */
final class LastWrite {

    private static final Duration PAUSE = Duration.ofMillis(50);

    private final String key;
    private final Timing timing;
    private final BooleanSupplier write;

    LastWrite(String key, Timing timing, BooleanSupplier write) {
        this.key = key;
        this.timing = timing;
        this.write = write;
    }

    /**
     * Makes the write, repeating it while the store fails.
     *
     * @param attempts how often in all
     * @return what the write returned
     * @throws RuntimeException the store's last failure
     */
    boolean make(int attempts) {
        boolean interrupted = false;
        try {
            for (int attempt = 1; ; attempt++) {
                interrupted |= Thread.interrupted();
                try {
                    return write.getAsBoolean();
                } catch (ResponseTooLargeException e) {
                    throw e;
                } catch (RuntimeException e) {
                    if (attempt == attempts) {
                        throw e;
                    }
                    Log.of(LastWrite.class).warn("Attempt {} to end the claim failed: {}", attempt, key, e);
                }
                interrupted |= Thread.interrupted() || isInterruptedDuring(PAUSE.multipliedBy(attempt));
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private boolean isInterruptedDuring(Duration pause) {
        try {
            timing.await(new CompletableFuture<>(), pause);
            return false;
        } catch (InterruptedException e) {
            return true;
        }
    }
}
