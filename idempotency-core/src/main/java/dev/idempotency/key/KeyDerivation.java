package dev.idempotency.key;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.idempotency.error.IdempotencyKeyException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Derives idempotency keys from payloads: {@code operation#hash}, where the hash covers the canonical form of the
 * selected slice and nothing else.
 *
 * <p>The payload is written as JSON by the mapper (a Jackson tree is taken as it is), the slice is selected by a <a
 * href="https://jmespath.org/specification.html">JMESPath</a> expression, and its canonical form is that of <a
 * href="https://www.rfc-editor.org/rfc/rfc8785">RFC 8785</a> with the exact digits of every number. Equal values have
 * equal keys, however they are spelled, ordered or typed in Java, and on every JDK; different values have different
 * keys.
 *
 * <p>Refused are values that are not JSON, among them NaN, infinities, fractions beyond the range of {@code double} and
 * lone surrogates; more than 512 levels of nesting, in the payload or the slice; a slice of more than 1 MiB in canonical
 * form; a payload of more than 2^18 values, or 2^24 characters if it is not a tree already. Neither stack nor heap runs
 * out on the way there, whatever the payload.
 *
 * <p>Expressions can use all functions of JMESPath, and {@code powertools_json}, {@code powertools_base64} and
 * {@code powertools_base64_gzip} with the meaning that Powertools for AWS Lambda gives them, except that null in gives
 * null out. What the JMESPath library is known to answer wrongly is refused: slices ({@code a[1:]}), {@code !a.b}
 * without parentheses, a filter after a filter, and {@code a.*} or {@code a[]} with no member after it, for which
 * {@code a[] | [*]} can be written.
 *
 * <p>Immutable and safe for use by any number of threads.
 */
public final class KeyDerivation {

    private static final KeySelector WHOLE = payload -> payload;

    private final PayloadReader payloads;
    private final KeySelector key;
    private final @Nullable JsonNode sliceOfNothing;
    private final @Nullable KeySelector validation;
    private final Digest digest;

    /**
     * Compiles the expressions.
     *
     * @param mapper writes payloads as JSON; its configuration counts as it stands now and is not changed
     * @param eventKeyJmesPath selects the slice that identifies a call; {@code null} for the whole payload
     * @param payloadValidationJmesPath selects the slice that must be equal in every duplicate; {@code null} for none
     * @param hashAlgorithm name of a {@link java.security.MessageDigest} algorithm
     * @throws IllegalArgumentException if an expression is malformed or not supported, or the algorithm is unknown; the
     *     message names the option, the value and what is allowed
     */
    public KeyDerivation(
            ObjectMapper mapper,
            @Nullable String eventKeyJmesPath,
            @Nullable String payloadValidationJmesPath,
            String hashAlgorithm) {
        this.payloads = new PayloadReader(mapper);
        this.key = eventKeyJmesPath == null ? WHOLE : JmesPathSelector.compile("eventKeyJmesPath", eventKeyJmesPath);
        this.sliceOfNothing = sliceOfNothing(key);
        this.validation = payloadValidationJmesPath == null
                ? null
                : JmesPathSelector.compile("payloadValidationJmesPath", payloadValidationJmesPath);
        this.digest = new Digest(hashAlgorithm);
    }

    /**
     * Derives the key of one call.
     *
     * @param operation name of the operation, prefix included
     * @param payload what the call is made with
     * @return the key, or nothing if the selected slice is missing: null, absent, {@code ""}, {@code []}, {@code {}}, a
     *     container of nothing but those, or what the expression makes up for an empty payload, as {@code ['v1', id]}
     *     does. Unrelated calls would share such a key.
     * @throws IdempotencyKeyException if the payload cannot be turned into a key; the message does not quote it. The
     *     user's function has not run.
     */
    public Optional<DerivedKey> derive(String operation, @Nullable Object payload) {
        if (payload == null) {
            return Optional.empty();
        }
        try {
            return derive(operation, payloads.read(payload));
        } catch (UnusablePayloadException e) {
            throw new IdempotencyKeyException(operation, "No key for " + operation + ": " + e.getMessage());
        }
    }

    private Optional<DerivedKey> derive(String operation, JsonNode payload) {
        JsonNode slice = key.select(payload);
        if (MissingValue.test(slice) || slice.equals(sliceOfNothing)) {
            return Optional.empty();
        }
        String payloadHash = validation == null ? null : digest.hex(validation.select(payload));
        return Optional.of(new DerivedKey(operation + '#' + digest.hex(slice), payloadHash));
    }

    private static @Nullable JsonNode sliceOfNothing(KeySelector key) {
        try {
            return key.select(JsonNodeFactory.instance.objectNode());
        } catch (UnusablePayloadException e) {
            return null;
        }
    }
}
