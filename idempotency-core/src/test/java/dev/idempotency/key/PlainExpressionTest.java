package dev.idempotency.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("K5")
class PlainExpressionTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "a; {'a':1}; 1",
                "a; [1]; null",
                "a.b; {'a':{'b':[2]}}; [2]",
                "a.b; {'a':'b'}; null",
                "headers.\"Idempotency-Key\"; {'headers':{'Idempotency-Key':'k'}}; 'k'",
                "[a, b.c]; {'a':1,'b':{'c':2}}; [1,2]",
                "[a, b]; {}; [null,null]",
                "a.[b, c]; {}; null",
                "Records[*].body; {'Records':[{'body':'x'},{},{'body':'y'}]}; ['x','y']",
                "Records[*].body; {'Records':{'body':'x'}}; null",
                "a[*].b[*].c; {'a':[{'b':[{'c':1},{'c':2}]},{'b':3},{'b':[]}]}; [[1,2],[]]",
                "powertools_json(body).[userId, id]; {'body':'{\"userId\":1}'}; [1,null]",
                "powertools_json(body).id; {}; null",
                "powertools_json(powertools_base64(body)); {'body':'WzFd'}; [1]",
                "[powertools_json( a ), b]; {'a':'1','b':2}; [1,2]"
            })
    void plainExpressionIsAnswered(String expression, String payload, String answer) throws JsonProcessingException {
        KeySelector selector = Objects.requireNonNull(PlainExpression.compile("option", expression));

        assertThat(selector.select(JSON.readTree(payload.replace("\"", "\\\"").replace('\'', '"'))))
                .isEqualTo(JSON.readTree(answer.replace('\'', '"')));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a.",
                ".a",
                "a..b",
                "a b",
                "[a",
                "[a,]",
                "[]",
                "a]",
                "a[*]",
                "[*].a",
                "a[0]",
                "a[]",
                "a.*",
                "*",
                "@",
                "`1`",
                "'x'",
                "a | b",
                "a || b",
                "!a",
                "{a: b}",
                "length(a)",
                "powertools_json(a",
                "powertools_json()",
                "powertools_json (a)",
                "a.powertools_json(b)",
                "\"a",
                "\"\"",
                "\"a\\n\"",
                "\"a\nb\"",
                "1a",
                "a-b",
                "ä"
            })
    void everythingElseIsLeftToTheLibrary(String expression) {
        assertThat(PlainExpression.compile("option", expression)).isNull();
    }

    @Test
    void longTextIsLeftToTheLibrary() {
        assertThat(PlainExpression.compile("option", "a".repeat(250))).isNotNull();
        assertThat(PlainExpression.compile("option", "a".repeat(251))).isNull();
    }

    @Test
    @Tag("K6")
    void valueThatCannotBeDecodedIsRefusedNamingTheOption() {
        KeySelector selector =
                Objects.requireNonNull(PlainExpression.compile("eventKeyJmesPath", "powertools_json(body)"));

        assertThatExceptionOfType(UnusablePayloadException.class)
                .isThrownBy(() -> selector.select(JSON.readTree("{\"body\":1}")))
                .withMessage("eventKeyJmesPath: the function powertools_json needs string or null and meets number");
        assertThatExceptionOfType(UnusablePayloadException.class)
                .isThrownBy(() -> selector.select(JSON.readTree("{\"body\":\"{\"}")))
                .withMessageStartingWith("eventKeyJmesPath: powertools_json: ");
    }
}
