package dev.idempotency.examples.http;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;

/** Lets pages of any origin use the API: who calls is told by a token, which no browser sends by itself. */
final class Cors extends Filter {

    @Override
    public String description() {
        return "CORS";
    }

    @Override
    public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
        Headers request = exchange.getRequestHeaders();
        Headers response = exchange.getResponseHeaders();
        response.set("Access-Control-Allow-Origin", "*");
        response.set("Access-Control-Expose-Headers", "ETag, Location, Retry-After, " + IdempotentPayments.REPLAYED);
        boolean preflight =
                exchange.getRequestMethod().equals("OPTIONS") && request.containsKey("Access-Control-Request-Method");
        if (!preflight) {
            chain.doFilter(exchange);
            return;
        }
        response.set("Access-Control-Allow-Methods", "GET, POST");
        response.set(
                "Access-Control-Allow-Headers",
                "Authorization, Content-Type, If-None-Match, " + IdempotencyKeyHeader.NAME);
        response.set("Access-Control-Max-Age", "600");
        exchange.sendResponseHeaders(204, -1);
        exchange.close();
    }
}
