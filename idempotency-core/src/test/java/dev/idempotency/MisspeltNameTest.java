package dev.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.idempotency.error.IdempotencyKeyException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A misspelt name selects null: what is said of it. */
class MisspeltNameTest {

    private static final Map<String, Object> ORDER = Map.of("userId", "ann-4711", "body", "{\"userId\": 1}");

    private final Scene scene = new Scene();

    @ParameterizedTest
    @ValueSource(strings = {"[userId, product]", "powertools_json(body).[userId, product]"})
    void partOfAKeyThatIsNullIsToldOnceAndWithoutThePayload(String expression) {
        IdempotencyConfig.Builder config = scene.config().eventKeyJmesPath(expression);

        String log = logOfTwoCalls(config);

        assertThat(log)
                .contains("eventKeyJmesPath \"" + expression + "\" selects null from a payload of operation charge")
                .doesNotContain("ann");
        assertThat(log.split("selects null", -1)).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"amont", "[amont]"})
    void validatedSliceThatIsNullIsTold(String expression) {
        assertThat(logOfTwoCalls(scene.config().payloadValidationJmesPath(expression)))
                .contains("payloadValidationJmesPath \"" + expression + "\" selects null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[userId, body]", "userId", "body"})
    void nothingIsToldOfWhatIsThere(String expression) {
        assertThat(logOfTwoCalls(scene.config().eventKeyJmesPath(expression).payloadValidationJmesPath(expression)))
                .isEmpty();
    }

    @Test
    void missingKeyIsToldWithTheExpressionThatSelectsNothing() {
        assertThatExceptionOfType(IdempotencyKeyException.class)
                .isThrownBy(() -> call(scene.config().eventKeyJmesPath("[user, product]")))
                .withMessage("Payload has no idempotency key for operation charge:"
                        + " eventKeyJmesPath \"[user, product]\" selects nothing from it");
        assertThatExceptionOfType(IdempotencyKeyException.class)
                .isThrownBy(() -> scene.charge().call(Map.of(), scene::receipt))
                .withMessage("Payload has no idempotency key for operation charge: it is null or empty");
    }

    private String logOfTwoCalls(IdempotencyConfig.Builder config) {
        IdempotentOperation<String> charge = scene.charge(config);
        try (CapturedLog log = new CapturedLog()) {
            charge.call(ORDER, scene::receipt);
            charge.call(ORDER, scene::receipt);
            return log.text();
        }
    }

    private void call(IdempotencyConfig.Builder config) {
        scene.charge(config).call(ORDER, scene::receipt);
    }
}
