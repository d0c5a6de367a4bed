package dev.idempotency.key;

import com.fasterxml.jackson.databind.JsonNode;

/** Chooses the slice of a payload that counts: the seam behind which the JMESPath library stands. */
@FunctionalInterface
interface KeySelector {

    /** Selects all of it. */
    KeySelector WHOLE = payload -> payload;

    /**
     * The slice; JSON null where there is none.
     *
     * @throws UnusablePayloadException if the payload is not as the selection needs it
     */
    JsonNode select(JsonNode payload);
}
