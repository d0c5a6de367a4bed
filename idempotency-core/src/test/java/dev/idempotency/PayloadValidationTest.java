package dev.idempotency;

import static dev.idempotency.Scene.EXPIRY;
import static dev.idempotency.Scene.MILLISECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.idempotency.error.IdempotencyAlreadyInProgressException;
import dev.idempotency.error.IdempotencyValidationException;
import dev.idempotency.persistence.RecordStatus;
import dev.idempotency.persistence.ScriptedStore.Step;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("R2")
class PayloadValidationTest {

    private static final Map<String, Object> SEVEN = Map.of("userId", "u1", "amount", 7);
    private static final Map<String, Object> EIGHT = Map.of("userId", "u1", "amount", 8);

    private final Scene scene = new Scene();
    private final IdempotentOperation<String> validated = scene.charge(validating());
    private final IdempotentOperation<String> elsewhere = scene.charge(validating());
    private final IdempotentOperation<String> unvalidated = scene.charge(byUser());

    @Test
    void equalPayloadIsReplayed() {
        validated.call(SEVEN, scene::receipt);

        assertThat(validated.call(SEVEN, scene::receipt)).isEqualTo("receipt 1");
        assertThat(scene.record().payloadHash()).isNotEmpty();
    }

    @Test
    void otherPayloadIsRefusedWithTheRecordButWithoutItsResponse() {
        validated.call(SEVEN, scene::receipt);

        assertThatExceptionOfType(IdempotencyValidationException.class)
                .isThrownBy(() -> validated.call(EIGHT, scene::receipt))
                .satisfies(e -> assertThat(e.record()).isEqualTo(scene.record().withoutResponse()))
                .satisfies(e -> assertThat(e.record().response()).isNull())
                .satisfies(e -> assertThat(e.toString()).doesNotContain("receipt"));

        assertThat(scene.runs).hasValue(1);
        assertThat(scene.record().response()).contains("receipt 1");
    }

    @Test
    void otherPayloadIsRefusedWhileTheFirstIsRunning() {
        validated.call(SEVEN, () -> {
            assertThatExceptionOfType(IdempotencyValidationException.class)
                    .isThrownBy(() -> elsewhere.call(EIGHT, scene::receipt))
                    .satisfies(e -> assertThat(e.record().status()).isEqualTo(RecordStatus.INPROGRESS));
            assertThatExceptionOfType(IdempotencyAlreadyInProgressException.class)
                    .isThrownBy(() -> elsewhere.call(SEVEN, scene::receipt));
            return scene.receipt();
        });

        assertThat(scene.runs).hasValue(1);
    }

    @Test
    void payloadIsValidatedBeforeARecordWithoutResponseIsReported() {
        validated.call(SEVEN, scene::receipt);
        scene.memory.complete(scene.record().withoutResponse());

        assertThatExceptionOfType(IdempotencyValidationException.class)
                .isThrownBy(() -> validated.call(EIGHT, scene::receipt));
    }

    @Test
    void payloadIsValidatedBeforeTheResponseHookSeesAnything() {
        IdempotentOperation<String> hooked = scene.charge(validating().responseHook((response, record) -> {
            throw new AssertionError("hook saw " + record);
        }));
        hooked.call(SEVEN, scene::receipt);

        assertThatExceptionOfType(IdempotencyValidationException.class)
                .isThrownBy(() -> hooked.call(EIGHT, scene::receipt));
    }

    @Test
    @Tag("R5")
    void recordInTheLocalCacheIsValidatedToo() {
        IdempotentOperation<String> cached = scene.charge(validating().localCache());
        cached.call(SEVEN, scene::receipt);

        assertThatExceptionOfType(IdempotencyValidationException.class)
                .isThrownBy(() -> cached.call(EIGHT, scene::receipt));
        assertThat(cached.call(SEVEN, scene::receipt)).isEqualTo("receipt 1");
        assertThat(scene.store.count(Step.ACQUIRE)).isEqualTo(1);
    }

    @Test
    void otherPayloadRunsOnceTheRecordHasExpired() {
        validated.call(SEVEN, scene::receipt);
        scene.clock.advance(EXPIRY.plus(MILLISECOND));

        assertThat(validated.call(EIGHT, scene::receipt)).isEqualTo("receipt 2");
        assertThatExceptionOfType(IdempotencyValidationException.class)
                .isThrownBy(() -> validated.call(SEVEN, scene::receipt));
    }

    @Test
    void recordWithoutHashIsNotCompared() {
        unvalidated.call(SEVEN, scene::receipt);
        assertThat(scene.record().payloadHash()).isNull();

        assertThat(validated.call(EIGHT, scene::receipt)).isEqualTo("receipt 1");
    }

    @Test
    void hashIsNotComparedOnceValidationIsOff() {
        validated.call(SEVEN, scene::receipt);

        assertThat(unvalidated.call(EIGHT, scene::receipt)).isEqualTo("receipt 1");
    }

    private IdempotencyConfig.Builder byUser() {
        return scene.config().eventKeyJmesPath("userId");
    }

    private IdempotencyConfig.Builder validating() {
        return byUser().payloadValidationJmesPath("amount");
    }
}
