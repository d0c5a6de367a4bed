package dev.idempotency;

import static dev.idempotency.Scene.ORDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.idempotency.error.IdempotencyKeyException;
import dev.idempotency.persistence.ScriptedStore.Step;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class UnprotectedCallTest {

    private final Scene scene = new Scene();

    static Stream<@Nullable Object> payloadsWithoutKey() {
        return Stream.of(null, "", List.of(), Map.of(), new HashMap<>());
    }

    @ParameterizedTest
    @MethodSource("payloadsWithoutKey")
    @Tag("K4")
    void payloadWithoutKeyIsRefusedAndNothingRuns(@Nullable Object payload) {
        IdempotentOperation<String> charge = scene.charge(scene.config().keyPrefix("billing"));

        assertThatExceptionOfType(IdempotencyKeyException.class)
                .isThrownBy(() -> charge.call(payload, scene::receipt))
                .withMessageContaining("billing.charge")
                .satisfies(e -> assertThat(e.operation()).isEqualTo("billing.charge"))
                .satisfies(e -> assertThat(e.key()).isNull());

        assertThat(scene.runs).hasValue(0);
        assertThat(scene.store.steps()).isZero();
    }

    @ParameterizedTest
    @MethodSource("payloadsWithoutKey")
    @Tag("K4")
    void payloadWithoutKeyRunsEachTimeWhereThatIsAskedFor(@Nullable Object payload) {
        IdempotentOperation<String> charge = scene.charge(scene.config().missingKey(MissingKey.RUN_UNPROTECTED));

        assertThat(charge.call(payload, scene::receipt)).isEqualTo("receipt 1");
        assertThat(charge.call(payload, scene::receipt)).isEqualTo("receipt 2");
        assertThat(scene.store.steps()).isZero();
    }

    @Test
    void payloadWithKeyIsProtectedWhereMissingKeysRun() {
        IdempotentOperation<String> charge =
                scene.charge(scene.config().eventKeyJmesPath("userId").missingKey(MissingKey.RUN_UNPROTECTED));

        assertThat(charge.call(ORDER, scene::receipt)).isEqualTo("receipt 1");
        assertThat(charge.call(ORDER, scene::receipt)).isEqualTo("receipt 1");
        assertThat(charge.call(Map.of("amount", 7), scene::receipt)).isEqualTo("receipt 2");
    }

    @Test
    @Tag("F1")
    void failureOfAnUnprotectedCallReachesTheCallerAsItIs() {
        IdempotentOperation<String> charge = scene.charge(scene.config().missingKey(MissingKey.RUN_UNPROTECTED));
        IOException failure = new IOException("function");

        assertThat(catchThrowable(() -> charge.call(null, () -> {
                    throw failure;
                })))
                .isSameAs(failure);
    }

    @Test
    void disabledCallsGoStraightToTheFunction() {
        failEveryStep();
        IdempotentOperation<String> charge =
                scene.charge(scene.config().localCache().disabled(true));

        assertThat(charge.call(ORDER, scene::receipt)).isEqualTo("receipt 1");
        assertThat(charge.call(ORDER, scene::receipt)).isEqualTo("receipt 2");
        assertThat(charge.call(null, scene::receipt)).isEqualTo("receipt 3");
        assertThat(charge.call(new Unreadable(), scene::receipt)).isEqualTo("receipt 4");
        assertThat(scene.store.steps()).isZero();
    }

    @Test
    void disabledCallsMayBeNestedForOneKey() {
        IdempotentOperation<String> charge = scene.charge(scene.config().disabled(true));

        assertThat(charge.call(ORDER, () -> charge.call(ORDER, scene::receipt))).isEqualTo("receipt 1");
    }

    @Test
    void environmentDisablesAndTheOptionOverridesIt() {
        Map<String, String> environment = Map.of("IDEMPOTENCY_DISABLED", "true");
        failEveryStep();
        assertThat(scene.charge(scene.config(environment)).call(ORDER, scene::receipt))
                .isEqualTo("receipt 1");

        scene.store.heal();
        scene.charge(scene.config(environment).disabled(false)).call(ORDER, scene::receipt);
        assertThat(scene.memory.size()).isEqualTo(1);
    }

    private void failEveryStep() {
        for (Step step : Step.values()) {
            scene.store.failing(step, new IllegalStateException("store was asked to " + step));
        }
    }

    /** No payload at all. */
    public static final class Unreadable {

        @SuppressWarnings("DoNotCallSuggester")
        public String getText() {
            throw new AssertionError("payload was read");
        }
    }
}
