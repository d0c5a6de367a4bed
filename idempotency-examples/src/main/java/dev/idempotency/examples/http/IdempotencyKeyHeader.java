package dev.idempotency.examples.http;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The value of the header {@code Idempotency-Key}.
 *
 * <p>The draft has it as a String of RFC 8941, in double quotes. Most clients in the field send it bare, which is taken
 * as well as long as nothing in it would have to be escaped or could be another item: {@code "8e03"} and {@code 8e03} are
 * the same key. Parameters, of which the draft defines none, are refused, and so is more than one value.
 */
final class IdempotencyKeyHeader {

    static final String NAME = "Idempotency-Key";

    private static final int LONGEST = 255;
    private static final Pattern QUOTED = Pattern.compile("\"((?:[ !#-\\[\\]-~]|\\\\[\"\\\\])*)\"");
    private static final Pattern ESCAPED = Pattern.compile("\\\\(.)");
    private static final Pattern BARE = Pattern.compile("[A-Za-z0-9._~:/+=*-]*");

    private IdempotencyKeyHeader() {}

    /** The key in the values of the header, which are none where it is missing. */
    static String key(@Nullable List<String> values) {
        if (values == null || values.isEmpty()) {
            throw Problem.keyMissing().refusal();
        }
        if (values.size() > 1) {
            throw Problem.keyMalformed("The header was sent more than once.").refusal();
        }
        String key = parsed(values.get(0).strip());
        if (key.isBlank()) {
            throw Problem.keyMissing().refusal();
        }
        if (key.length() > LONGEST) {
            throw Problem.keyMalformed("It has " + key.length() + " characters; allowed are up to " + LONGEST + ".")
                    .refusal();
        }
        return key;
    }

    private static String parsed(String value) {
        Matcher quoted = QUOTED.matcher(value);
        if (quoted.matches()) {
            return ESCAPED.matcher(quoted.group(1)).replaceAll("$1");
        }
        if (BARE.matcher(value).matches()) {
            return value;
        }
        throw Problem.keyMalformed("It is one string in double quotes, as RFC 8941 has it, without parameters.")
                .refusal();
    }
}
