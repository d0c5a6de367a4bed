package dev.idempotency.key;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.NullNode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("K6")
class JmesPathSelectorTest {

    @Test
    @DisplayName("K6: whatever the engine throws becomes a key exception, without its message or itself as the cause")
    void everyExceptionOfTheEngineIsConverted() {
        JmesPathSelector selector = new JmesPathSelector("eventKeyJmesPath", payload -> {
            throw new IllegalStateException("secret " + payload);
        });

        assertThatExceptionOfType(UnusablePayloadException.class)
                .isThrownBy(() -> selector.select(NullNode.instance))
                .withMessage("eventKeyJmesPath: the expression cannot be evaluated (java.lang.IllegalStateException)")
                .withNoCause();
    }
}
