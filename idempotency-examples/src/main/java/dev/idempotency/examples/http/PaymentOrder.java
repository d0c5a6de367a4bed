package dev.idempotency.examples.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;

/**
 * What is to be paid for: the body of a request that has passed every check.
 *
 * @param cents more than 0, at most a million
 * @param body as it came, every member of it: a duplicate must have the same
 */
record PaymentOrder(String item, int cents, JsonNode body) {

    private static final int MOST_CENTS = 1_000_000;
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    static PaymentOrder parse(byte[] bytes) {
        JsonNode body;
        try {
            body = MAPPER.readTree(bytes);
        } catch (IOException e) {
            throw refusal("The body is not JSON.");
        }
        JsonNode cents = body.path("cents");
        if (!cents.isInt() || cents.intValue() < 1 || cents.intValue() > MOST_CENTS) {
            throw refusal("\"cents\" is a whole number from 1 to " + MOST_CENTS + ".");
        }
        JsonNode item = body.path("item");
        if (!item.isTextual() || item.textValue().isBlank()) {
            throw refusal("\"item\" is a text that is not blank.");
        }
        return new PaymentOrder(item.textValue(), cents.intValue(), body);
    }

    private static Problem.Refusal refusal(String detail) {
        return Problem.of(400, "This is no payment", detail).refusal();
    }
}
