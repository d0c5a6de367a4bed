package dev.idempotency.key;

import com.fasterxml.jackson.databind.JsonNode;

/** Chooses the slice of a payload that counts: the seam behind which the JMESPath library stands. */
@FunctionalInterface
interface KeySelector {

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
