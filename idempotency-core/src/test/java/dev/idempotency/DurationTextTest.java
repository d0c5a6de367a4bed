package dev.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {

    @ParameterizedTest
    @CsvSource({
        "250ms, PT0.25S",
        "90s, PT90S",
        "5m, PT5M",
        "1h, PT1H",
        "7d, PT168H",
        "0s, PT0S",
        "' 1 h ', PT1H",
        "PT1H30M, PT1H30M",
        "P1DT1S, PT24H1S",
        "pt1s, PT1S",
    })
    void durationIsRead(String text, Duration duration) {
        assertThat(DurationText.parse("lease", text)).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ",
                "1",
                "h",
                "1 week",
                "1H",
                "1.5h",
                "-1s",
                "1h30m",
                "P1Y",
                "9999999999999999s",
                "999999999999999d"
            })
    void anythingElseIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DurationText.parse("lease", text))
                .withMessage("lease is \"" + text
                        + "\"; allowed: ISO-8601 such as PT1H30M, or a number with ms, s, m, h or" + " d, such as 90s");
    }
}
