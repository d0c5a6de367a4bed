package dev.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentTest {

    private final Scene scene = new Scene();

    @ParameterizedTest
    @ValueSource(strings = {"true", "TRUE", " true ", "1", "yes", "on"})
    void eitherVariableDisables(String value) {
        assertThat(disabled(Map.of("IDEMPOTENCY_DISABLED", value))).isTrue();
        assertThat(disabled(Map.of("POWERTOOLS_IDEMPOTENCY_DISABLED", value))).isTrue();
        assertThat(disabled(Map.of("IDEMPOTENCY_DISABLED", "false", "POWERTOOLS_IDEMPOTENCY_DISABLED", value)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "False", "0", "no", "off", "", "  "})
    void falseValuesDoNotDisable(String value) {
        assertThat(disabled(Map.of("IDEMPOTENCY_DISABLED", value, "POWERTOOLS_IDEMPOTENCY_DISABLED", value)))
                .isFalse();
    }

    @Test
    void nothingIsDisabledWhereNoVariableIsSet() {
        assertThat(disabled(Map.of())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"IDEMPOTENCY_DISABLED", "POWERTOOLS_IDEMPOTENCY_DISABLED"})
    void valueThatIsNeitherTrueNorFalseIsRefused(String variable) {
        IdempotencyConfig.Builder config = scene.config(Map.of(variable, "maybe"));

        assertThatIllegalArgumentException()
                .isThrownBy(config::build)
                .withMessageContainingAll(variable, "maybe", "true", "false");
    }

    @Test
    void explicitOptionSparesTheVariable() {
        IdempotencyConfig.Builder config =
                scene.config(Map.of("IDEMPOTENCY_DISABLED", "maybe")).disabled(false);

        assertThat(config.build().settings().disabled()).isFalse();
    }

    @Test
    void functionNameIsTheDefaultPrefix() {
        Map<String, String> lambda = Map.of("AWS_LAMBDA_FUNCTION_NAME", "payments-prod");
        scene.charge(scene.config(lambda)).call(Scene.ORDER, scene::receipt);

        assertThat(scene.record().key()).startsWith("payments-prod.charge#");
    }

    @Test
    void explicitPrefixReplacesTheFunctionName() {
        Map<String, String> lambda = Map.of("AWS_LAMBDA_FUNCTION_NAME", "payments-prod");
        scene.charge(scene.config(lambda).keyPrefix("")).call(Scene.ORDER, scene::receipt);

        assertThat(scene.record().key()).startsWith("charge#");
    }

    private boolean disabled(Map<String, String> environment) {
        return scene.config(environment).build().settings().disabled();
    }
}
