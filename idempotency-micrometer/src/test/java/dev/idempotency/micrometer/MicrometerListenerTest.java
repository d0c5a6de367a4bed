package dev.idempotency.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.idempotency.FailureAction;
import dev.idempotency.Idempotency;
import dev.idempotency.IdempotencyConfig;
import dev.idempotency.IdempotencyEvent;
import dev.idempotency.IdempotentOperation;
import dev.idempotency.error.IdempotencyAlreadyInProgressException;
import dev.idempotency.persistence.InMemoryPersistenceStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class MicrometerListenerTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final MicrometerListener listener = new MicrometerListener(registry);

    @Test
    void callsAreTimedByOperationAndOutcome() {
        IdempotencyConfig config = IdempotencyConfig.builder(new InMemoryPersistenceStore())
                .keyPrefix("shop")
                .listener(listener)
                .build();
        IdempotentOperation<String> charge = Idempotency.with(config).operation("charge", String.class);

        assertThatThrownBy(() -> charge.call("order", () -> {
                    throw new IllegalStateException("declined");
                }))
                .isInstanceOf(IllegalStateException.class);
        charge.call("order", () -> {
            assertThatThrownBy(() -> charge.call("order", () -> "inner"))
                    .isInstanceOf(IdempotencyAlreadyInProgressException.class);
            return "receipt";
        });
        charge.call("order", () -> "again");
        charge.call("order", () -> "and again");

        assertThat(timed())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "shop.charge failed", 1L,
                        "shop.charge executed", 1L,
                        "shop.charge conflict", 1L,
                        "shop.charge replayed", 2L));
    }

    @Test
    void whatHappensOnTheWayIsCounted() {
        IdempotencyEvent event = new IdempotencyEvent("charge", "charge#1", Duration.ofMillis(5));

        listener.takenOver(event);
        listener.responseOmitted(event);
        listener.leaseRenewed(event);
        listener.leaseRenewed(event);
        listener.leaseLost(event);
        listener.cacheHit(event);
        listener.joined(event);
        listener.waited(event);
        listener.completionFailed(event, new IllegalStateException());
        listener.payloadMismatch(event);
        listener.failed(event, new IllegalStateException(), FailureAction.HOLD);

        Map<String, Double> counted = new TreeMap<>();
        registry.find("idempotency.events")
                .counters()
                .forEach(counter -> counted.put(counter.getId().getTag("event"), counter.count()));
        assertThat(counted)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "taken-over", 1.0,
                        "response-omitted", 1.0,
                        "lease-renewed", 2.0,
                        "lease-lost", 1.0,
                        "cache-hit", 1.0,
                        "joined", 1.0,
                        "waited", 1.0,
                        "completion-failed", 1.0));
        assertThat(timed()).containsOnlyKeys("charge executed", "charge mismatch", "charge failed");
    }

    private Map<String, Long> timed() {
        Map<String, Long> timed = new TreeMap<>();
        registry.find("idempotency.calls")
                .timers()
                .forEach(timer -> timed.put(
                        timer.getId().getTag("operation") + " " + timer.getId().getTag("outcome"), timer.count()));
        return timed;
    }
}
