package dev.idempotency;

import static dev.idempotency.Scene.LEASE;
import static dev.idempotency.Scene.MILLISECOND;
import static dev.idempotency.Scene.ORDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.idempotency.error.IdempotencyKeyException;
import dev.idempotency.persistence.RecordStatus;
import org.junit.jupiter.api.Test;

class IdempotencyRecordsTest {

    private final Scene scene = new Scene();
    private final IdempotencyConfig config = IdempotencyConfig.builder(scene.memory)
            .clock(scene.clock)
            .keyPrefix("shop")
            .localCache()
            .build();
    private final Idempotency idempotency = Idempotency.with(config);
    private final IdempotencyRecords records = idempotency.records();
    private final IdempotentOperation<String> charge = idempotency.operation("charge", String.class);

    @Test
    void recordIsFoundByItsPayload() {
        charge.call(ORDER, scene::receipt);

        String key = charge.keyOf(ORDER).orElseThrow();
        assertThat(key).startsWith("shop.charge#");
        assertThat(records.find(key)).hasValueSatisfying(record -> {
            assertThat(record.status()).isEqualTo(RecordStatus.COMPLETED);
            assertThat(record.completedAt()).isEqualTo(ManualClock.START);
        });
        assertThat(records.find("shop.refund#1")).isEmpty();
    }

    @Test
    void payloadWithoutKeyHasNoRecord() {
        assertThat(charge.keyOf("")).isEmpty();
        assertThatExceptionOfType(IdempotencyKeyException.class).isThrownBy(() -> charge.keyOf(Double.NaN));
    }

    @Test
    void recordsAreListedAndCountedByStatus() {
        charge.call(ORDER, scene::receipt);
        charge.call("running", () -> {
            assertThat(records.count(RecordStatus.INPROGRESS)).isEqualTo(1);
            assertThat(records.count(RecordStatus.COMPLETED)).isEqualTo(1);
            scene.clock.advance(LEASE.plus(MILLISECOND));
            assertThat(records.list(RecordStatus.EXPIRED))
                    .extracting("key")
                    .containsExactly(charge.keyOf("running").orElseThrow());
            return scene.receipt();
        });
    }

    @Test
    void forgottenOperationRunsAgainInSpiteOfTheLocalCache() {
        charge.call(ORDER, scene::receipt);
        String key = charge.keyOf(ORDER).orElseThrow();

        assertThat(records.forget(key)).isTrue();
        assertThat(records.forget(key)).isFalse();

        assertThat(charge.call(ORDER, scene::receipt)).isEqualTo("receipt 2");
    }

    @Test
    void storeThatIsNoInventoryIsNamed() {
        IdempotencyConfig.Builder plain = IdempotencyConfig.builder(scene.store);

        for (IdempotencyConfig config :
                new IdempotencyConfig[] {plain.build(), plain.localCache().build()}) {
            IdempotencyRecords unable = Idempotency.with(config).records();
            assertThatExceptionOfType(UnsupportedOperationException.class)
                    .isThrownBy(() -> unable.forget("k"))
                    .withMessageContaining("ScriptedStore");
            assertThatExceptionOfType(UnsupportedOperationException.class)
                    .isThrownBy(() -> unable.count(RecordStatus.COMPLETED))
                    .withMessageContaining("ScriptedStore");
        }
    }
}
