package dev.idempotency.key;

import com.fasterxml.jackson.databind.JsonNode;

/** Chooses the slice of a payload that counts: the seam behind which the JMESPath library stands. */
@FunctionalInterface
interface KeySelector {

    /**
     * Compiles an expression. The library is not even loaded for one that is plain.
     *
     * @param option what the expression's origin is called in messages
     * @throws IllegalArgumentException if it is malformed or not supported
     */
    static KeySelector compile(String option, String expression) {
        KeySelector plain = PlainExpression.compile(option, expression);
        return plain != null ? plain : JmesPathSelector.compile(option, expression);
    }

    /**
     * The slice; JSON null where there is none.
     *
     * @throws UnusablePayloadException if the payload is not as the selection needs it
     */
    JsonNode select(JsonNode payload);

    /** Whether the slice is a list of parts that the expression names one by one, {@code [userId, productId]}. */
    default boolean namesParts() {
        return false;
    }
}
