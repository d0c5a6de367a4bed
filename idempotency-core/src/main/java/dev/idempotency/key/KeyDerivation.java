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
 * <p>The payload is written as JSON by the mapper (a Jackson tree is taken as it is, {@link JsonText} is parsed), the slice is selected by a <a
 * href="https://jmespath.org/specification.html">JMESPath</a> expression, and its canonical form is that of <a
 * href="https://www.rfc-editor.org/rfc/rfc8785">RFC 8785</a> with the exact digits of every number. Equal values have
 * equal keys, however they are spelled, ordered or typed in Java (sets have no order, lists have), and on every JDK; different values have different
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

    private final PayloadReader payloads;
    private final Slice key;
    private final @Nullable JsonNode sliceOfNothing;
    private final @Nullable Slice validation;
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
        this(
                new PayloadReader(mapper),
                eventKeyJmesPath == null ? Slice.whole() : Slice.of("eventKeyJmesPath", eventKeyJmesPath),
                payloadValidationJmesPath == null
                        ? null
                        : Slice.of("payloadValidationJmesPath", payloadValidationJmesPath),
                new Digest(hashAlgorithm));
    }

    private KeyDerivation(PayloadReader payloads, Slice key, @Nullable Slice validation, Digest digest) {
        this.payloads = payloads;
        this.key = key;
        this.sliceOfNothing = sliceOfNothing(key);
        this.validation = validation;
        this.digest = digest;
    }

    /** This derivation, but for keys that cover the whole payload. */
    public KeyDerivation ofWholePayload() {
        return new KeyDerivation(payloads, Slice.whole(), validation, digest);
    }

    /**
     * This derivation with another slice for the key.
     *
     * @param option what the expression's origin is called in messages
     * @param jmesPath selects the slice that identifies a call
     * @throws IllegalArgumentException if the expression is malformed or not supported
     */
    public KeyDerivation withKey(String option, String jmesPath) {
        return new KeyDerivation(payloads, Slice.of(option, jmesPath), validation, digest);
    }

    /**
     * This derivation with another slice to be validated.
     *
     * @param option what the expression's origin is called in messages
     * @param jmesPath selects the slice that must be equal in every duplicate
     * @throws IllegalArgumentException if the expression is malformed or not supported
     */
    public KeyDerivation withValidation(String option, String jmesPath) {
        return new KeyDerivation(payloads, key, Slice.of(option, jmesPath), digest);
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
        return derive(operation, payload, payload);
    }

    /**
     * Derives the key of a call whose duplicates must share more than what identifies it.
     *
     * @param operation as in {@link #derive(String, Object)}
     * @param payload the key is a slice of this
     * @param validated the slice that must be equal in every duplicate is one of this; not looked at where there is none
     * @return as in {@link #derive(String, Object)}
     * @throws IdempotencyKeyException as in {@link #derive(String, Object)}
     */
    public Optional<DerivedKey> derive(String operation, @Nullable Object payload, @Nullable Object validated) {
        if (payload == null) {
            return Optional.empty();
        }
        try {
            JsonNode tree = payloads.read(payload);
            JsonNode slice = key.of(tree);
            if (MissingValue.test(slice) || slice.equals(sliceOfNothing)) {
                return Optional.empty();
            }
            key.tellOfNull(slice, operation);
            return Optional.of(new DerivedKey(
                    operation.concat("#").concat(digest.hex(slice)),
                    validatedHash(operation, validated == payload ? tree : validated)));
        } catch (UnusablePayloadException e) {
            throw new IdempotencyKeyException(operation, "No key for " + operation + ": " + e.getMessage());
        }
    }

    /** Why a payload that has no key has none. */
    public String whyMissing() {
        return key.whyMissing();
    }

    private @Nullable String validatedHash(String operation, @Nullable Object payload) {
        if (validation == null) {
            return null;
        }
        JsonNode tree = payload == null ? JsonNodeFactory.instance.nullNode() : payloads.read(payload);
        JsonNode slice = validation.of(tree);
        validation.tellOfNull(slice, operation);
        return digest.hex(slice);
    }

    private static @Nullable JsonNode sliceOfNothing(Slice key) {
        try {
            return key.of(JsonNodeFactory.instance.objectNode());
        } catch (UnusablePayloadException e) {
            return null;
        }
    }
}
