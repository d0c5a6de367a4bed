package dev.idempotency;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as annotations spell them: ISO-8601, or a number with a unit. */
final class DurationText {

    private static final Pattern PLAIN = Pattern.compile("(\\d{1,15})\\s*(ms|s|m|h|d)");

    private DurationText() {}

    /**
     * Reads a duration.
     *
     * @throws IllegalArgumentException naming the option, the text and what is allowed
     */
    static Duration parse(String option, String text) {
        Matcher plain = PLAIN.matcher(text.strip());
        try {
            return plain.matches()
                    ? plain(Long.parseLong(plain.group(1)), plain.group(2))
                    : Duration.parse(text.strip());
        } catch (DateTimeParseException | ArithmeticException e) {
            throw OptionCheck.refusal(
                    option,
                    '"' + text + '"',
                    "ISO-8601 such as PT1H30M, or a number with ms, s, m, h or d, such as 90s");
        }
    }

    private static Duration plain(long amount, String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }
}
