package dev.idempotency.examples.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.idempotency.error.IdempotencyAlreadyInProgressException;
import dev.idempotency.error.IdempotencyException;
import dev.idempotency.error.IdempotencyKeyException;
import dev.idempotency.error.IdempotencyPersistenceException;
import dev.idempotency.error.IdempotencyValidationException;
import dev.idempotency.examples.PaymentException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The resource {@code /payments}: POST makes a payment, GET shows one or all of the caller's. */
final class PaymentsHandler implements HttpHandler {

    static final String PATH = "/payments";
    static final String LOSE_RESPONSE = "Simulate-Response-Loss";
    static final int CREATED = 201;
    static final int DECLINED = 402;

    private static final String RETRY_AFTER = "Retry-After";
    private static final int MOST_BYTES = 16_384;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final IdempotentPayments payments;
    private final Till till;
    private final CallLog log;

    PaymentsHandler(IdempotentPayments payments, Till till, CallLog log) {
        this.payments = payments;
        this.till = till;
        this.log = log;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try {
            String account = Accounts.account(exchange.getRequestHeaders().getFirst("Authorization"));
            String path = exchange.getRequestURI().getPath();
            String method = exchange.getRequestMethod();
            if (!path.equals(PATH)) {
                allow(method, "GET");
                show(exchange, payment(account, path));
                return;
            }
            allow(method, "GET", "POST");
            if (method.equals("POST")) {
                pay(exchange, account);
            } else {
                show(exchange, till.paymentsOf(account));
            }
        } catch (Problem.Refusal e) {
            e.reply().send(exchange);
        }
    }

    private static void allow(String method, String... allowed) {
        if (!List.of(allowed).contains(method)) {
            throw Problem.of(405, "Method not allowed", "See the header Allow.")
                    .refusalWith("Allow", String.join(", ", allowed));
        }
    }

    private Payment payment(String account, String path) {
        return till.paymentsOf(account).stream()
                .filter(payment -> path(payment).equals(path))
                .findFirst()
                .orElseThrow(() -> Problem.of(404, "No such payment", "You have none at " + path + ".")
                        .refusal());
    }

    private static String path(Payment payment) {
        return PATH + "/" + payment.id();
    }

    private void pay(HttpExchange exchange, String account) throws IOException {
        List<String> keys = exchange.getRequestHeaders().getOrDefault(IdempotencyKeyHeader.NAME, List.of());
        boolean lost = exchange.getRequestHeaders().containsKey(LOSE_RESPONSE);
        CallLog.Call call = log.begin(Instant.now(), account, String.join(", ", keys));
        Reply reply = answered(exchange, account, keys);
        log.end(call, reply, lost, till.charges());
        Reply tagged = reply.status() == CREATED ? reply.with("ETag", tag(reply)) : reply;
        if (lost) {
            tagged.sendHalf(exchange);
        } else {
            tagged.send(exchange);
        }
    }

    private Reply answered(HttpExchange exchange, String account, List<String> keys) throws IOException {
        try {
            String key = IdempotencyKeyHeader.key(keys);
            PaymentOrder order = order(exchange);
            return payments.reply(
                    new IdempotentPayments.Call(account, key, order.body()), () -> charged(account, order));
        } catch (Problem.Refusal e) {
            return e.reply();
        } catch (IdempotencyValidationException e) {
            return Problem.keyReused().reply();
        } catch (IdempotencyAlreadyInProgressException e) {
            // Its lease says how long a crashed owner blocks the key; a living one is done long before.
            return Problem.stillRunning().reply().with(RETRY_AFTER, "1");
        } catch (IdempotencyKeyException e) {
            return Problem.of(400, "This is no payment", "The body cannot be compared with that of a duplicate.")
                    .reply();
        } catch (IdempotencyPersistenceException e) {
            return Problem.of(503, "No payments at present", "Nothing was charged. Ask again with the same key.")
                    .reply()
                    .with(RETRY_AFTER, "5");
        } catch (IdempotencyException e) {
            return Problem.of(500, "The answer is lost", "The payment was made; its answer cannot be shown again.")
                    .reply();
        }
    }

    /** A declined card is an answer as well, which duplicates get too; only what throws may be tried again. */
    private Reply charged(String account, PaymentOrder order) {
        try {
            Payment payment = till.charge(account, order);
            return Reply.of(CREATED, Reply.JSON, json(payment)).with("Location", path(payment));
        } catch (PaymentException e) {
            return Problem.of(DECLINED, "Card declined", "Nothing was charged. Pay with another card and a new key.")
                    .reply();
        }
    }

    private static PaymentOrder order(HttpExchange exchange) throws IOException {
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        if (type == null || !type.startsWith(Reply.JSON)) {
            throw Problem.of(415, "Unsupported media type", "A payment is sent as " + Reply.JSON + ".")
                    .refusal();
        }
        byte[] body = exchange.getRequestBody().readNBytes(MOST_BYTES + 1);
        if (body.length > MOST_BYTES) {
            throw Problem.of(413, "Content too large", "Allowed are up to " + MOST_BYTES + " bytes.")
                    .refusal();
        }
        return PaymentOrder.parse(body);
    }

    private static void show(HttpExchange exchange, Object content) throws IOException {
        Reply reply = Reply.of(200, Reply.JSON, json(content));
        String tag = tag(reply);
        boolean known = EntityTag.isNamed(tag, exchange.getRequestHeaders().get("If-None-Match"));
        (known ? new Reply(304, Map.of(), "") : reply)
                .with("ETag", tag)
                .with("Cache-Control", "private, no-cache")
                .with("Vary", "Authorization")
                .send(exchange);
    }

    private static String tag(Reply reply) {
        return EntityTag.of(reply.body());
    }

    private static String json(Object content) {
        try {
            return MAPPER.writeValueAsString(content);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
