package dev.idempotency.examples.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The page to press Pay on: one file that loads nothing else. */
final class PaymentPage implements HttpHandler {

    static final String PATH = "/";

    private static final String FILE = "payment-page.html";

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        if (exchange.getRequestURI().getPath().equals(PATH)) {
            Reply.of(200, "text/html; charset=utf-8", page())
                    .with("Cache-Control", "no-cache")
                    .with("Content-Security-Policy", """
                            default-src 'none'; connect-src 'self'; img-src data:; \
                            script-src 'unsafe-inline'; style-src 'unsafe-inline'""")
                    .send(exchange);
        } else {
            Problem.of(404, "Not found", "There is the page / and the API " + PaymentsHandler.PATH + ".")
                    .reply()
                    .send(exchange);
        }
    }

    private static String page() throws IOException {
        try (InputStream in = PaymentPage.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new FileNotFoundException(FILE);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
