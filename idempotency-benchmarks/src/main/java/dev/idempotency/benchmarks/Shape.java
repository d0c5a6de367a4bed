package dev.idempotency.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The payloads and slices that users have, and how one gets at the slice by hand. */
public enum Shape {

    /** A header of an HTTP request. */
    HEADER("headers.\"Idempotency-Key\"", request("{}")) {
        @Override
        JsonNode slice(JsonNode payload, ObjectMapper mapper) {
            return payload.path("headers").path("Idempotency-Key");
        }
    },

    /** Two fields of a small object. */
    FIELDS("[userId, productId]", new Order("u-17", "p-4711", 3, "gift wrap")) {
        @Override
        JsonNode slice(JsonNode payload, ObjectMapper mapper) {
            return mapper.createArrayNode().add(payload.path("userId")).add(payload.path("productId"));
        }
    },

    /** A body as text. */
    BODY("body", request(orderJson())) {
        @Override
        JsonNode slice(JsonNode payload, ObjectMapper mapper) {
            return payload.path("body");
        }
    },

    /** Fields of a body that is JSON text. */
    JSON_BODY("powertools_json(body).[userId, productId]", request(orderJson())) {
        @Override
        JsonNode slice(JsonNode payload, ObjectMapper mapper) throws JsonProcessingException {
            JsonNode body = mapper.readTree(payload.path("body").textValue());
            return mapper.createArrayNode().add(body.path("userId")).add(body.path("productId"));
        }
    },

    /** The bodies of ten queue records. */
    RECORDS("Records[*].body", batch()) {
        @Override
        JsonNode slice(JsonNode payload, ObjectMapper mapper) {
            ArrayNode bodies = mapper.createArrayNode();
            payload.path("Records").forEach(item -> bodies.add(item.path("body")));
            return bodies;
        }
    },

    /** A whole tree of about 9 KB. */
    TREE(null, tree()) {
        @Override
        JsonNode slice(JsonNode payload, ObjectMapper mapper) {
            return payload;
        }
    };

    private final @Nullable String expression;

    @SuppressWarnings("ImmutableEnumChecker") // nobody changes it
    private final Object payload;

    Shape(@Nullable String expression, Object payload) {
        this.expression = expression;
        this.payload = payload;
    }

    /** A small payload. */
    public record Order(String userId, String productId, int quantity, String note) {}

    /** JMESPath, or {@code null} for the whole payload. */
    @Nullable
    String expression() {
        return expression;
    }

    Object payload() {
        return payload;
    }

    /** The slice by direct access. */
    abstract JsonNode slice(JsonNode payload, ObjectMapper mapper) throws JsonProcessingException;

    private static String orderJson() {
        return "{\"userId\":\"u-17\",\"productId\":\"p-4711\",\"quantity\":3,\"note\":\"gift wrap\"}";
    }

    private static Map<String, Object> request(String body) {
        Map<String, Object> headers = new LinkedHashMap<>();
        headers.put("Accept", "application/json");
        headers.put("Content-Type", "application/json");
        headers.put("Idempotency-Key", "8e03978e-40d5-43e8-bc93-6894a57f9324");
        headers.put("User-Agent", "Mozilla/5.0 (X11; Linux x86_64)");
        headers.put("X-Forwarded-For", "192.0.2.17");
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("httpMethod", "POST");
        request.put("path", "/orders");
        request.put("headers", headers);
        request.put("body", body);
        return request;
    }

    private static Map<String, Object> batch() {
        List<Map<String, Object>> records = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            Map<String, Object> item = new LinkedHashMap<>();
            item.put("messageId", "059f36b4-87a3-44ab-83d2-66197597" + i);
            item.put("receiptHandle", "AQEBwJnKyrHigUMZj6rYigCgxlaS3SLy0a");
            item.put("body", orderJson());
            item.put("eventSource", "aws:sqs");
            records.add(item);
        }
        return Map.of("Records", records);
    }

    private static Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        for (int i = 0; i < 50; i++) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("productId", "p-" + i);
            line.put("quantity", i);
            line.put("price", i * 100 + 99);
            line.put("description", "a thing that is described by some sixty characters of text, no " + i);
            line.put("tags", List.of("blue", "green", "fragile"));
            tree.put("line" + i, line);
        }
        return tree;
    }
}
