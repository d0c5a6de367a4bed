package dev.idempotency.key;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Hashes values by their canonical form. Immutable and safe for use by any number of threads. */
final class Digest {

    /** Never updated, so that it can be cloned by many threads: cheaper than a provider look-up per call. */
    private final MessageDigest prototype;

    /**
     * Looks the algorithm up.
     *
     * @throws IllegalArgumentException if no provider of this JVM has it
     */
    Digest(String algorithm) {
        this.prototype = lookUp(algorithm);
    }

    /** Digest of the value's canonical form, in lower-case hex. */
    String hex(JsonNode value) {
        MessageDigest digest = fresh();
        CanonicalForm.write(value, (bytes, length) -> digest.update(bytes, 0, length));
        return HexFormat.of().formatHex(digest.digest());
    }

    private MessageDigest fresh() {
        try {
            return (MessageDigest) prototype.clone();
        } catch (CloneNotSupportedException e) {
            return lookUp(prototype.getAlgorithm());
        }
    }

    private static MessageDigest lookUp(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalArgumentException(
                    "hashAlgorithm \"" + algorithm + "\" is unknown; allowed is any MessageDigest of this JVM, such as"
                            + " SHA-256 or SHA-512",
                    e);
        }
    }
}
