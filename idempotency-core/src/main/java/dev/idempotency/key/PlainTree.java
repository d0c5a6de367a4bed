package dev.idempotency.key;

import com.fasterxml.jackson.databind.JsonNode;

/** Looks a tree over that someone else made: it may be deep, contain itself, or hold what is not JSON. */
final class PlainTree {

    private int values;

    private PlainTree() {}

    /**
     * Whether the tree is of plain JSON types only, without Java objects or bytes.
     *
     * @throws UnusablePayloadException if it is beyond {@link PayloadLimits}
     */
    static boolean test(JsonNode tree) {
        return new PlainTree().isPlain(tree, 0);
    }

    private boolean isPlain(JsonNode value, int depth) {
        if (++values > PayloadLimits.VALUES) {
            throw PayloadLimits.tooManyValues();
        }
        return switch (value.getNodeType()) {
            case ARRAY, OBJECT -> hasPlainChildren(value, depth + 1);
            case BOOLEAN, NULL, NUMBER, STRING -> true;
            case BINARY, MISSING, POJO -> false;
        };
    }

    private boolean hasPlainChildren(JsonNode container, int depth) {
        if (depth > PayloadLimits.DEPTH) {
            throw PayloadLimits.tooDeep();
        }
        for (JsonNode child : container) {
            if (!isPlain(child, depth)) {
                return false;
            }
        }
        return true;
    }
}
