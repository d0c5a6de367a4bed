package dev.idempotency.examples.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The value of the header Idempotency-Key, a String of RFC 8941 in the draft. */
class HttpPaymentKeyTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "\"8e03978e-40d5\", 8e03978e-40d5",
                "8e03978e-40d5, 8e03978e-40d5",
                "`  \"a\"  `, a",
                "\"two words; or=more\", two words; or=more",
                "`\"say \\\"hi\\\" \\\\ bye\"`, `say \"hi\" \\ bye`",
            })
    void quotedAndBareValuesAreKeys(String header, String key) {
        assertThat(IdempotencyKeyHeader.key(List.of(header))).isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"unended",
                "\"a\"b\"",
                "\"a\";version=1",
                "a;version=1",
                "\"a\", \"b\"",
                "a,b",
                "two words",
                "\"\\x\"",
                "\"caf\u00e9\"",
                "caf\u00e9"
            })
    void whatIsNotOneStringIsMalformed(String header) {
        assertThatThrownBy(() -> IdempotencyKeyHeader.key(List.of(header))).hasMessage("Idempotency-Key is malformed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "\"\"", "\"   \""})
    void blankKeyIsMissing(String header) {
        assertThatThrownBy(() -> IdempotencyKeyHeader.key(List.of(header))).hasMessage("Idempotency-Key is missing");
    }

    @Test
    void keyOfMoreThan255CharactersIsMalformed() {
        assertThat(IdempotencyKeyHeader.key(List.of("k".repeat(255)))).hasSize(255);
        assertThatThrownBy(() -> IdempotencyKeyHeader.key(List.of("k".repeat(256))))
                .hasMessage("Idempotency-Key is malformed");
    }
}
