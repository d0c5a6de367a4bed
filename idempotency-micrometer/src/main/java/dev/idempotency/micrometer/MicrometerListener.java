package dev.idempotency.micrometer;

import dev.idempotency.FailureAction;
import dev.idempotency.IdempotencyEvent;
import dev.idempotency.IdempotencyListener;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * Counts and times calls in a Micrometer registry.
 *
 * <ul>
 *   <li>{@code idempotency.calls}, a timer tagged {@code operation} and {@code outcome}: how calls ended, and after what
 *       time. Outcomes are {@code executed}, {@code failed}, {@code replayed}, {@code conflict} and {@code mismatch}.
 *   <li>{@code idempotency.events}, a counter tagged {@code operation} and {@code event}: what happened on the way.
 *       Events to put an alarm on are {@code taken-over}, {@code lease-lost} and {@code completion-failed}.
 * </ul>
 *
 * <p>Keys are never tags, for there is no end of them. Thread-safe.
 *
 * <pre>{@code
 * IdempotencyConfig.builder(store).listener(new MicrometerListener(registry))
 * }</pre>
 */
public final class MicrometerListener implements IdempotencyListener {

    private final MeterRegistry registry;

    /**
     * Listens for a registry.
     *
     * @param registry where the meters are kept
     */
    public MicrometerListener(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void completed(IdempotencyEvent event) {
        time(event, "executed");
    }

    @Override
    public void failed(IdempotencyEvent event, Throwable failure, FailureAction action) {
        time(event, "failed");
    }

    @Override
    public void replayed(IdempotencyEvent event) {
        time(event, "replayed");
    }

    @Override
    public void conflict(IdempotencyEvent event) {
        time(event, "conflict");
    }

    @Override
    public void payloadMismatch(IdempotencyEvent event) {
        time(event, "mismatch");
    }

    @Override
    public void completionFailed(IdempotencyEvent event, Throwable problem) {
        time(event, "executed");
        count(event, "completion-failed");
    }

    @Override
    public void takenOver(IdempotencyEvent event) {
        count(event, "taken-over");
    }

    @Override
    public void responseOmitted(IdempotencyEvent event) {
        count(event, "response-omitted");
    }

    @Override
    public void leaseRenewed(IdempotencyEvent event) {
        count(event, "lease-renewed");
    }

    @Override
    public void leaseLost(IdempotencyEvent event) {
        count(event, "lease-lost");
    }

    @Override
    public void cacheHit(IdempotencyEvent event) {
        count(event, "cache-hit");
    }

    @Override
    public void joined(IdempotencyEvent event) {
        count(event, "joined");
    }

    @Override
    public void waited(IdempotencyEvent event) {
        count(event, "waited");
    }

    private void time(IdempotencyEvent event, String outcome) {
        registry.timer("idempotency.calls", "operation", event.operation(), "outcome", outcome)
                .record(event.elapsed());
    }

    private void count(IdempotencyEvent event, String name) {
        registry.counter("idempotency.events", "operation", event.operation(), "event", name)
                .increment();
    }
}
