package dev.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.idempotency.persistence.IdempotencyRecord;
import dev.idempotency.persistence.InMemoryPersistenceStore;
import dev.idempotency.persistence.ScriptedStore;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** What most tests of a call need: a clock, a store to meddle with, and an operation that counts its runs. */
final class Scene {

    static final Map<String, Object> ORDER = Map.of("userId", "u1", "amount", 7);
    static final Duration LEASE = Duration.ofSeconds(60);
    static final Duration EXPIRY = Duration.ofHours(1);
    static final Duration MILLISECOND = Duration.ofMillis(1);

    final ManualClock clock = new ManualClock();
    final InMemoryPersistenceStore memory = new InMemoryPersistenceStore();
    final ScriptedStore store = new ScriptedStore(memory);
    final AtomicInteger runs = new AtomicInteger();

    IdempotencyConfig.Builder config() {
        return config(Map.of());
    }

    IdempotencyConfig.Builder config(Map<String, String> environment) {
        return new IdempotencyConfig.Builder(store, new Environment(environment)).clock(clock);
    }

    IdempotentOperation<String> charge() {
        return charge(config());
    }

    /** The same operation in another process: a config of its own over the same store. */
    IdempotentOperation<String> chargeElsewhere() {
        return charge();
    }

    IdempotentOperation<String> charge(IdempotencyConfig.Builder config) {
        return operation(config, String.class);
    }

    <R> IdempotentOperation<R> operation(IdempotencyConfig.Builder config, Class<R> resultType) {
        return Idempotency.with(config.build()).operation("charge", resultType);
    }

    /** The function: its n-th run returns "receipt n". */
    String receipt() {
        return "receipt " + runs.incrementAndGet();
    }

    /** A null result: NullAway knows no nullable type arguments. */
    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
    static <T> T nothing() {
        return null;
    }

    /** Leaves a claim behind, as an owner does that dies while it runs. */
    void crash(IdempotentOperation<String> operation) {
        InternalError death = new InternalError("crash");
        try {
            operation.call(ORDER, () -> {
                throw death;
            });
        } catch (InternalError e) {
            assertThat(e).isSameAs(death);
        }
    }

    /** The only record there is. */
    IdempotencyRecord record() {
        assertThat(memory.records()).hasSize(1);
        return memory.records().get(0);
    }
}
