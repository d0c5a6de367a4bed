package dev.idempotency.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaymentServiceTest {

    /** In the far future: DynamoDB deletes by its own clock what has expired, and would change the story. */
    private static final Instant START = Instant.parse("2100-01-01T12:00:00Z");

    private static final String SUMMARY = """
            SUMMARY
               SCENARIO                                                          CALLS  CHARGES  EXPECTED  VERDICT
               1. A first call charges                                               1        1         1  ok
               2. A client's retry is answered from the record                       1        0         0  ok
               3. Two concurrent duplicates charge once                              3        1         1  ok
               4. A tampered payload is refused                                      1        0         0  ok
               5. A failed charge can be retried                                     2        1         1  ok
               6. After an hour the record has expired, and the call runs again      1        1         1  ok
               Total                                                                 9        4         4

            RESULT: all 6 scenarios as expected
            """;

    private static final String LEDGER = """
            LEDGER of the card network
               REQUEST  CARD  AMOUNT  OUTCOME
                     1  ann    24.90  accepted
                     2  bob    80.00  accepted
                     3  eve   499.00  declined
                     4  eve   499.00  accepted
                     5  ann    24.90  accepted
            """;

    @ParameterizedTest
    @ValueSource(strings = {ExampleStore.MEMORY, ExampleStore.DYNAMODB_LOCAL})
    void everyScenarioComesOutAsExpected(String storeName) {
        try (ExampleStore store = ExampleStore.open(storeName, Map.of())) {
            Played played = play(store);

            assertThat(played.asExpected()).isTrue();
            assertThat(played.output()).contains(LEDGER).endsWith(SUMMARY);
            assertThat(withoutDescription(played, store)).isEqualTo(storyInMemory());
        }
    }

    @Test
    void outputIsPlainAsciiAndFitsATerminal() {
        try (ExampleStore store = ExampleStore.inMemory()) {
            assertThat(play(store).output().lines())
                    .allSatisfy(line -> assertThat(line).matches("[ -~]{0,110}"));
        }
    }

    @Test
    void storeThatForgetsIsFoundOut() {
        Played played = play(new ForgetfulStore());

        assertThat(played.asExpected()).isFalse();
        assertThat(played.output())
                .contains("DIFFERS: answers are [CHARGED], expected [REPLAYED]")
                .contains(
                        "DIFFERS: answers are [IN_PROGRESS, CHARGED, CHARGED], expected [IN_PROGRESS, CHARGED, REPLAYED]")
                .contains("DIFFERS: answers are [CHARGED], expected [TAMPERED]")
                .containsPattern(Pattern.compile("^ {3}Total +9 +7 +4$", Pattern.MULTILINE))
                .endsWith("RESULT: 3 of 6 scenarios DIFFER from what was expected\n");
    }

    /** Which must be the same on every store, down to keys, times and responses. */
    private static String storyInMemory() {
        try (ExampleStore store = ExampleStore.inMemory()) {
            return withoutDescription(play(store), store);
        }
    }

    private static String withoutDescription(Played played, ExampleStore store) {
        return played.output().replace(store.description(), "");
    }

    private static Played play(ExampleStore store) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        boolean asExpected = new PaymentService(store, START, new PrintStream(bytes, true, UTF_8)).play();
        return new Played(asExpected, bytes.toString(UTF_8).replace(System.lineSeparator(), "\n"));
    }

    private record Played(boolean asExpected, String output) {}
}
