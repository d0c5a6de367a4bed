package dev.idempotency;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Refuses wrong option values, naming the option, the value and what is allowed. */
final class OptionCheck {

    private static final int LONGEST_NAME = 512;
    private static final Duration LONGEST_EXPIRY = Duration.ofDays(3650);
    private static final Duration LONGEST_LEASE = Duration.ofDays(1);

    private OptionCheck() {}

    /** For callers without null checking: the types rule {@code null} out already. */
    static <T> T present(String option, T value) {
        if (value == null) {
            throw refusal(option, null, "anything but null");
        }
        return value;
    }

    private static Duration between(String option, Duration value, Duration least, Duration most) {
        if (present(option, value).compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw refusal(option, value, "durations from " + least + " to " + most);
        }
        return value;
    }

    static Duration expiry(String option, Duration value) {
        return between(option, value, Duration.ofNanos(1), LONGEST_EXPIRY);
    }

    static Duration lease(String option, Duration value) {
        return between(option, value, Duration.ofMillis(1), LONGEST_LEASE);
    }

    static Duration waitLimit(String option, Duration value) {
        return between(option, value, Duration.ZERO, LONGEST_LEASE);
    }

    static int atLeastOne(String option, int value) {
        if (value < 1) {
            throw refusal(option, value, "1 and more");
        }
        return value;
    }

    /** A name or prefix goes into every key, and keys have a limited length in stores. */
    static String shortEnough(String option, String value) {
        if (present(option, value).length() > LONGEST_NAME) {
            throw refusal(option, value.length() + " characters", "up to " + LONGEST_NAME + " characters");
        }
        return value;
    }

    static String operationName(String name) {
        if (shortEnough("operation name", name).isBlank()) {
            throw refusal("operation name", "\"" + name + "\"", "names that are not blank");
        }
        return name;
    }

    static IllegalArgumentException refusal(String option, @Nullable Object value, String allowed) {
        return new IllegalArgumentException(option + " is " + value + "; allowed: " + allowed);
    }
}
