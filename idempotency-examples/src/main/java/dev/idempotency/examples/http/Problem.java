package dev.idempotency.examples.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * What went wrong, as a problem details object of RFC 9457.
 *
 * @param type where the problem is explained: a section of the page
 */
record Problem(String type, String title, int status, String detail) {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Ends the handling of a request. */
    static final class Refusal extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient Reply reply;

        private Refusal(Reply reply, String message) {
            super(message, null, false, false);
            this.reply = reply;
        }

        Reply reply() {
            return reply;
        }
    }

    static Problem keyMissing() {
        return new Problem(
                "/#key-missing",
                "Idempotency-Key is missing",
                400,
                "A payment needs the header Idempotency-Key with a value made for it, such as a UUID in double quotes.");
    }

    static Problem keyMalformed(String detail) {
        return new Problem("/#key-malformed", "Idempotency-Key is malformed", 400, detail);
    }

    static Problem keyReused() {
        return new Problem(
                "/#key-reused",
                "Idempotency-Key is already used",
                422,
                "The key belongs to a payment with another body. A new payment needs a new key.");
    }

    static Problem stillRunning() {
        return new Problem(
                "/#still-running",
                "A request is outstanding for this Idempotency-Key",
                409,
                "The payment is being made. Ask again with the same key to get its outcome.");
    }

    static Problem of(int status, String title, String detail) {
        return new Problem("about:blank", title, status, detail);
    }

    Reply reply() {
        try {
            return new Reply(
                    status, Map.of("Content-Type", "application/problem+json"), MAPPER.writeValueAsString(this));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    Refusal refusal() {
        return new Refusal(reply(), title);
    }

    Refusal refusalWith(String header, String value) {
        return new Refusal(reply().with(header, value), title);
    }
}
