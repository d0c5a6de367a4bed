package dev.idempotency.examples.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * An HTTP response, and what is recorded of one.
 *
 * @param headers those that belong to the response itself; CORS and ETag are added on the way out
 */
record Reply(int status, Map<String, String> headers, String body) {

    static final String JSON = "application/json";
    private static final int NO_BODY = -1;

    static Reply of(int status, String contentType, String body) {
        return new Reply(status, Map.of("Content-Type", contentType), body);
    }

    Reply with(String header, String value) {
        Map<String, String> all = new TreeMap<>(headers);
        all.put(header, value);
        return new Reply(status, all, body);
    }

    boolean has(String header) {
        return headers.containsKey(header);
    }

    void send(HttpExchange exchange) throws IOException {
        byte[] bytes = sendHead(exchange);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
        exchange.close();
    }

    /** As a network does that fails half-way: half of the body is sent, and the connection is gone. */
    void sendHalf(HttpExchange exchange) throws IOException {
        byte[] bytes = sendHead(exchange);
        exchange.getResponseBody().write(bytes, 0, bytes.length / 2);
        exchange.getResponseBody().flush();
        exchange.close();
    }

    private byte[] sendHead(HttpExchange exchange) throws IOException {
        headers.forEach(exchange.getResponseHeaders()::set);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? NO_BODY : bytes.length);
        return bytes;
    }
}
