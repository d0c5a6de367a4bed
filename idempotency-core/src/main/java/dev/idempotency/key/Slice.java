package dev.idempotency.key;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.LoggerFactory;

/**
 * The part of payloads that counts for something: all of it, or what an expression selects.
 *
 * <p>Where an expression selects null, it may be meant so; but so does a misspelt name, and calls that differ only there
 * are then taken for the same. That is told once. Thread-safe.
 */
final class Slice {

    private final KeySelector selector;
    private final String expression;
    private final AtomicBoolean isToldOfNull;

    private Slice(KeySelector selector, String expression, boolean mayBeNull) {
        this.selector = selector;
        this.expression = expression;
        this.isToldOfNull = new AtomicBoolean(mayBeNull);
    }

    /** The whole payload, whatever it lacks. */
    static Slice whole() {
        return new Slice(payload -> payload, "", true);
    }

    /**
     * What an expression selects.
     *
     * @param option what the expression's origin is called in messages
     * @throws IllegalArgumentException if the expression is malformed or not supported
     */
    static Slice of(String option, String expression) {
        return new Slice(KeySelector.compile(option, expression), option + " \"" + expression + "\"", false);
    }

    /** The slice of a payload. */
    JsonNode of(JsonNode payload) {
        return selector.select(payload);
    }

    /** Tells of a null in a slice, unless it has been told of one before. */
    void tellOfNull(JsonNode slice, String operation) {
        if (!isToldOfNull.get() && hasNull(slice) && isToldOfNull.compareAndSet(false, true)) {
            LoggerFactory.getLogger(KeyDerivation.class)
                    .warn(
                            "{} selects null from a payload of operation {}, as it does with a misspelt name: calls that"
                                    + " differ only there are taken for the same. This is told once",
                            expression,
                            operation);
        }
    }

    private boolean hasNull(JsonNode slice) {
        if (selector.namesParts()) {
            for (JsonNode part : slice) {
                if (part.isNull()) {
                    return true;
                }
            }
        }
        return slice.isNull();
    }

    /** Why a payload has nothing in this slice. */
    String whyMissing() {
        return expression.isEmpty() ? "it is null or empty" : expression + " selects nothing from it";
    }
}
