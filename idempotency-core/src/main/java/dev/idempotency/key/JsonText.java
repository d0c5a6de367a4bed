package dev.idempotency.key;

/**
 * A payload that comes as JSON text, such as the body of a request: the key covers the JSON value, not its spelling.
 *
 * <pre>{@code
 * charge.call(new JsonText(body), () -> payments.charge(body));
 * }</pre>
 *
 * <p>It is read strictly and exactly, whatever the config's mapper is lenient about: a single value as of RFC 8259 with
 * unique member names. Anything else is refused with an {@link dev.idempotency.error.IdempotencyKeyException}.
 *
 * @param text JSON, at most 2^24 characters
 */
public record JsonText(String text) {

    /** The length only: the text is data. */
    @Override
    public String toString() {
        return "JsonText[" + text.length() + " chars]";
    }
}
