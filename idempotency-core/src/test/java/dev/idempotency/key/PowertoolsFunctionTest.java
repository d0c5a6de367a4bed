package dev.idempotency.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("K6")
class PowertoolsFunctionTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @DisplayName("K6: powertools_json gives the value that the text stands for, digits and all")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "{\"id\":7}; {\"id\":7}",
                " [1, \"a\", null] ; [1,\"a\",null]",
                "0.10000000000000000000000001; 0.10000000000000000000000001",
                "123456789012345678901; 123456789012345678901",
                "\"text\"; \"text\"",
                "null; null",
                "false; false"
            })
    void jsonIsRead(String text, String canonical) {
        assertThat(CanonicalForm.text(select("powertools_json(x)", text))).isEqualTo(canonical);
    }

    @ParameterizedTest
    @DisplayName("K6: powertools_json refuses what is not one strict JSON value")
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[1,",
                "{\"a\"}",
                "{} {}",
                "{}x",
                "1 2",
                "NaN",
                "Infinity",
                "+1",
                "01",
                "1.",
                ".5",
                "'a'",
                "{a:1}",
                "[1,]",
                "// a\n1",
                "\u00a01",
                "\"\n\"",
                "\"\\x\"",
                "tru",
                "{\"a\":1,\"a\":1}",
                "[{\"a\":1,\"\\u0061\":2}]",
                "\ufeff{}"
            })
    void badJsonIsRefused(String text) {
        assertRefused("powertools_json(x)", text, "powertools_json: ");
    }

    @Test
    @DisplayName("K6: powertools_json bounds depth, and digits of a number")
    void hugeJsonIsRefused() {
        assertThat(select("powertools_json(x)", "[".repeat(512) + "]".repeat(512))
                        .size())
                .isEqualTo(1);
        assertRefused("powertools_json(x)", "[".repeat(513) + "]".repeat(513), "512");
        assertRefused("powertools_json(x)", "{\"a\":".repeat(100_000), "512");
        assertRefused("powertools_json(x)", "9".repeat(100_000), "cannot be read");
        assertRefused("powertools_json(x)", "1e99999999999", "cannot be read");
        assertRefused("powertools_json(x)", "[0" + ",0".repeat(1 << 18) + "]", "262144 values");
    }

    @Test
    @DisplayName("K6: powertools_base64 gives the UTF-8 text")
    void base64IsDecoded() {
        assertThat(select("powertools_base64(x)", "aMOpbGxvIPCfmIA=").textValue())
                .isEqualTo("héllo 😀");
        assertThat(select("powertools_base64(x)", "").textValue()).isEmpty();
    }

    @ParameterizedTest
    @DisplayName("K6: bad base64 is refused by both functions")
    @ValueSource(strings = {"*", "a", "aGk=a", "aG k", "aGk\n", "_-_-", "====", "é"})
    void badBase64IsRefused(String text) {
        assertRefused("powertools_base64(x)", text, "powertools_base64: the text is not base64");
        assertRefused("powertools_base64_gzip(x)", text, "powertools_base64_gzip: the text is not base64");
    }

    @ParameterizedTest
    @DisplayName("K6: what is not UTF-8 is refused, zipped or not")
    @ValueSource(strings = {"ff", "c3", "c0af", "eda080", "f4908080", "61e282"})
    void malformedUtf8IsRefused(String hex) throws IOException {
        byte[] bytes = HexFormat.of().parseHex(hex);

        assertRefused("powertools_base64(x)", base64(bytes), "not UTF-8");
        assertRefused("powertools_base64_gzip(x)", base64(Gzip.zip(bytes)), "not UTF-8");
    }

    @Test
    @DisplayName("K6: powertools_base64_gzip gives the text that was zipped, in one member or several")
    void gzipIsUnzipped() throws IOException {
        byte[] one = Gzip.zip("{\"id\":".getBytes(StandardCharsets.UTF_8));
        byte[] two = Gzip.zip("7}".getBytes(StandardCharsets.UTF_8));

        assertThat(select("powertools_base64_gzip(x)", base64(Gzip.zip(new byte[0])))
                        .textValue())
                .isEmpty();
        assertThat(select("powertools_json(powertools_base64_gzip(x)).id", base64(join(one, two)))
                        .intValue())
                .isEqualTo(7);
    }

    @Test
    @DisplayName("K6: gzip data is refused wherever it is cut off or changed, and if something follows it")
    void damagedGzipIsRefused() throws IOException {
        byte[] zipped = Gzip.zip("some text, some text".getBytes(StandardCharsets.UTF_8));
        for (int length = 0; length < zipped.length; length++) {
            assertRefused("powertools_base64_gzip(x)", base64(Arrays.copyOf(zipped, length)), "gzip");
        }
        for (int i = zipped.length - 8; i < zipped.length; i++) {
            byte[] changed = zipped.clone();
            changed[i] ^= 1;
            assertRefused("powertools_base64_gzip(x)", base64(changed), "gzip");
        }
        for (int extra : new int[] {1, 8, 17, 18, 19, 100}) {
            assertRefused("powertools_base64_gzip(x)", base64(join(zipped, new byte[extra])), "gzip");
            assertRefused(
                    "powertools_base64_gzip(x)",
                    base64(join(zipped, Arrays.copyOf(zipped, Math.min(extra, 19)))),
                    "gzip");
        }
    }

    @Test
    @DisplayName("K6: 1 MiB unzipped is fine, a byte more is refused")
    void unzippedSizeIsLimited() throws IOException {
        byte[] mebibyte = new byte[1 << 20];

        assertThat(select("powertools_base64_gzip(x)", base64(Gzip.zip(mebibyte)))
                        .textValue())
                .hasSize(1 << 20);
        assertRefused("powertools_base64_gzip(x)", base64(Gzip.zip(new byte[(1 << 20) + 1])), "1048576 bytes");
    }

    @ParameterizedTest
    @DisplayName("K6: null in, null out, so that K4 sees a missing slice")
    @ValueSource(strings = {"powertools_json", "powertools_base64", "powertools_base64_gzip"})
    void nullGivesNull(String function) {
        assertThat(JmesPathSelector.compile("o", function + "(absent)")
                        .select(JSON.createObjectNode())
                        .isNull())
                .isTrue();
    }

    @ParameterizedTest
    @DisplayName("K6: any other argument than a text is refused")
    @ValueSource(strings = {"{}", "[]", "1", "true", "{\"a\":\"secret\"}"})
    void otherArgumentsAreRefused(String argument) throws IOException {
        ObjectNode payload = JSON.createObjectNode().set("x", JSON.readTree(argument));

        for (String function : new String[] {"powertools_json", "powertools_base64", "powertools_base64_gzip"}) {
            assertThatExceptionOfType(UnusablePayloadException.class)
                    .isThrownBy(() ->
                            JmesPathSelector.compile("o", function + "(x)").select(payload))
                    .withMessageContaining("the function " + function + " needs string or null");
        }
    }

    private static void assertRefused(String expression, String text, String reason) {
        assertThatExceptionOfType(UnusablePayloadException.class)
                .isThrownBy(() -> select(expression, text))
                .withMessageContaining(reason);
    }

    private static JsonNode select(String expression, String text) {
        return JmesPathSelector.compile("o", expression)
                .select(JSON.createObjectNode().put("x", text));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] join(byte[] one, byte[] other) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        joined.writeBytes(one);
        joined.writeBytes(other);
        return joined.toByteArray();
    }
}
