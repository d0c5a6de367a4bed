package dev.idempotency.examples.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The call log, live, as server-sent events. */
final class EventStream implements HttpHandler {

    static final String PATH = "/events";

    private static final Duration HEARTBEAT = Duration.ofSeconds(10);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final CallLog log;

    EventStream(CallLog log) {
        this.log = log;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(200, 0);
        long last = number(exchange.getRequestHeaders().getFirst("Last-Event-ID"));
        try (OutputStream out = exchange.getResponseBody()) {
            // Ends when the page has gone, which a write finds out, or when the server closes.
            while (true) {
                out.write(":\n\n".getBytes(UTF_8));
                out.flush();
                for (CallLog.Entry entry : log.after(last, HEARTBEAT)) {
                    out.write("id: %d\ndata: %s\n\n"
                            .formatted(entry.number(), MAPPER.writeValueAsString(entry))
                            .getBytes(UTF_8));
                    last = entry.number();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static long number(@Nullable String lastEventId) {
        return lastEventId != null && lastEventId.matches("[0-9]{1,18}") ? Long.parseLong(lastEventId) : 0;
    }
}
