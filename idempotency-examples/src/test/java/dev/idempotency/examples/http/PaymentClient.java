package dev.idempotency.examples.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** Talks to a server as Ann's application does. */
final class PaymentClient {

    static final String TEAPOT = "{\"item\": \"Teapot\", \"cents\": 4800}";

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI server;

    PaymentClient(URI server) {
        this.server = server;
    }

    static String newKey() {
        return '"' + UUID.randomUUID().toString() + '"';
    }

    HttpResponse<String> pay(String key, String body) throws IOException, InterruptedException {
        return send(payment(key, body));
    }

    CompletableFuture<HttpResponse<String>> payAsync(String key, String body) {
        return http.sendAsync(payment(key, body).build(), BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    HttpRequest.Builder payment(String key, String body) {
        return paymentWithoutKey(body).header("Idempotency-Key", key);
    }

    HttpRequest.Builder paymentWithoutKey(String body) {
        return request("/payments").header("Content-Type", "application/json").POST(BodyPublishers.ofString(body));
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.resolve(path))
                .timeout(LIMIT)
                .header("Authorization", "Bearer token-of-ann");
    }
}
