package dev.idempotency.examples.http;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the server is started with.
 *
 * @param port 0 for any free one
 * @param store as in {@code -Dstore}
 * @param expiresAfter how long a payment's response is replayed; its range is checked by the library
 * @param cardTime how long the card network takes for a charge
 */
record ServerOptions(int port, String store, Duration expiresAfter, Duration cardTime) {

    static final String EXPIRES_AFTER_VARIABLE = "PAYMENTS_EXPIRE_AFTER";

    /**
     * Reads system properties, and the environment for what is usually set there.
     *
     * @throws IllegalArgumentException naming the option, its value and what is allowed
     */
    static ServerOptions read(Map<?, ?> properties, Map<String, String> environment) {
        String expiresAfter = environment.getOrDefault(EXPIRES_AFTER_VARIABLE, "PT24H");
        return new ServerOptions(
                port(text(properties.get("port"), "8080")),
                text(properties.get("store"), "memory"),
                duration("expiresAfter", text(properties.get("expiresAfter"), expiresAfter)),
                duration("cardTime", text(properties.get("cardTime"), "PT0.7S")));
    }

    private static String text(@Nullable Object value, String otherwise) {
        return value == null ? otherwise : value.toString();
    }

    private static int port(String text) {
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= 65535) {
                return port;
            }
        } catch (NumberFormatException e) {
            // Told below, together with numbers out of range.
        }
        throw new IllegalArgumentException("port is " + text + "; allowed: 0 to 65535, 0 for any free one");
    }

    private static Duration duration(String option, String text) {
        try {
            Duration duration = Duration.parse(text);
            if (!duration.isNegative()) {
                return duration;
            }
        } catch (DateTimeParseException e) {
            // Told below, together with negative durations.
        }
        throw new IllegalArgumentException(
                option + " is " + text + "; allowed: durations as ISO 8601 writes them, such as PT24H or PT0.7S");
    }
}
