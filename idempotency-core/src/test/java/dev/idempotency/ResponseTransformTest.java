package dev.idempotency;

import static dev.idempotency.Scene.ORDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.idempotency.codec.ResponseTransform;
import dev.idempotency.error.IdempotencyRecordedFailureException;
import dev.idempotency.error.IdempotencyResponseException;
import dev.idempotency.persistence.RecordStatus;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ResponseTransformTest {

    private final Scene scene = new Scene();

    /** Turns texts round, and knows the key it did it for. */
    private static final class Reversal implements ResponseTransform {
        @Override
        public String toStored(String text, String key) {
            return key + "|" + reversed(text);
        }

        @Override
        public String fromStored(String stored, String key) throws GeneralSecurityException {
            if (!stored.startsWith(key + "|")) {
                throw new GeneralSecurityException("not of this record: " + stored);
            }
            return reversed(stored.substring(key.length() + 1));
        }

        private static String reversed(String text) {
            return new StringBuilder(text).reverse().toString();
        }
    }

    @Test
    @Tag("R1")
    void responseIsStoredTransformedAndReplayedAsItWas() {
        IdempotentOperation<String> charge = scene.charge(scene.config().responseTransform(new Reversal()));

        charge.call(ORDER, scene::receipt);

        assertThat(scene.record().response()).isEqualTo(scene.record().key() + "|\"1 tpiecer\"");
        assertThat(charge.call(ORDER, scene::receipt)).isEqualTo("receipt 1");
    }

    @Test
    @Tag("R5")
    void localCacheHoldsTheStoredForm() {
        IdempotentOperation<String> charge =
                scene.charge(scene.config().responseTransform(new Reversal()).localCache());

        Outcome<String> first = charge.execute(ORDER, scene::receipt);
        Outcome<String> second = charge.execute(ORDER, scene::receipt);

        assertThat(second.result()).isEqualTo(first.result());
        assertThat(second.record().orElseThrow().response()).doesNotContain("receipt");
    }

    @Test
    void recordedFailureIsTransformedToo() {
        IdempotentOperation<String> charge = scene.charge(
                scene.config().responseTransform(new Reversal()).failurePolicy(failure -> FailureAction.RECORD));
        IllegalStateException failure = new IllegalStateException("card 4711 declined");

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> charge.call(ORDER, () -> {
                    throw failure;
                }))
                .isSameAs(failure);

        assertThat(scene.record().failure()).doesNotContain("4711");
        assertThatExceptionOfType(IdempotencyRecordedFailureException.class)
                .isThrownBy(() -> charge.call(ORDER, scene::receipt))
                .havingCause()
                .withMessage("card 4711 declined");
    }

    @Test
    @Tag("R4")
    @DisplayName("R4: a response that cannot be transformed is omitted, and nothing runs twice")
    void responseThatCannotBeTransformedIsOmitted() {
        for (ResponseTransform broken : List.of(failing(), storing(Scene::nothing))) {
            Scene other = new Scene();
            IdempotentOperation<String> charge = other.charge(other.config().responseTransform(broken));

            try (CapturedLog log = new CapturedLog()) {
                assertThat(charge.call(ORDER, other::receipt)).isEqualTo("receipt 1");
                assertThat(log.text()).contains("Response omitted").doesNotContain("no secret");
            }
            assertThat(other.record().status()).isEqualTo(RecordStatus.COMPLETED);
            assertThat(other.record().response()).isNull();
            assertThatExceptionOfType(IdempotencyResponseException.class)
                    .isThrownBy(() -> charge.call(ORDER, other::receipt));
        }
    }

    @Test
    void failureThatCannotBeTransformedKeepsItsClaim() {
        IdempotentOperation<String> charge = scene.charge(
                scene.config().responseTransform(failing()).failurePolicy(failure -> FailureAction.RECORD));
        IllegalStateException failure = new IllegalStateException("declined");

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> charge.call(ORDER, () -> {
                    throw failure;
                }))
                .satisfies(e -> assertThat(e.getSuppressed()).singleElement().satisfies(suppressed -> assertThat(
                                suppressed)
                        .hasMessageContaining(GeneralSecurityException.class.getName())
                        .hasMessageNotContaining("no secret")));

        assertThat(scene.record().status()).isEqualTo(RecordStatus.INPROGRESS);
    }

    @Test
    @Tag("R3")
    @Tag("F4")
    @DisplayName("R3, F4: a response that was moved to another record is an exception that does not quote it")
    void responseOfAnotherRecordIsUnreadable() {
        scene.charge().call(ORDER, scene::receipt);

        assertThatExceptionOfType(IdempotencyResponseException.class)
                .isThrownBy(() -> scene.charge(scene.config().responseTransform(new Reversal()))
                        .call(ORDER, scene::receipt))
                .withMessageContaining(GeneralSecurityException.class.getName())
                .withMessageNotContaining("receipt");
        assertThat(scene.runs).hasValue(1);
    }

    private static ResponseTransform failing() {
        return storing(() -> {
            throw new GeneralSecurityException("no secret");
        });
    }

    private static ResponseTransform storing(Callable<String> stored) {
        return new ResponseTransform() {
            @Override
            public String toStored(String text, String key) throws Exception {
                return stored.call();
            }

            @Override
            public String fromStored(String stored, String key) {
                return stored;
            }
        };
    }
}
