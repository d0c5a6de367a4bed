package dev.idempotency.key;

import com.fasterxml.jackson.databind.JsonNode;

/** A slice in which nothing is told: null, absent, empty, or a container of nothing but those. */
final class MissingValue {

    private MissingValue() {}

    /** Whether the value is missing; zero and {@code false} are not. */
    static boolean test(JsonNode value) {
        return switch (value.getNodeType()) {
            case NULL, MISSING -> true;
            case STRING -> value.textValue().isEmpty();
            case ARRAY, OBJECT -> hasOnlyMissing(value);
            case BINARY, BOOLEAN, NUMBER, POJO -> false;
        };
    }

    private static boolean hasOnlyMissing(JsonNode container) {
        for (JsonNode child : container) {
            if (!test(child)) {
                return false;
            }
        }
        return true;
    }
}
