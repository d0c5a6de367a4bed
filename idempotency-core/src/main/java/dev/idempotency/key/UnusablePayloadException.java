package dev.idempotency.key;

/**
 * A payload, or its slice, has no usable key. Stays inside the package: {@link KeyDerivation} adds the operation.
 *
 * <p>The message says what is wrong without quoting the payload, so there is no cause: parsers quote what they read.
 */
final class UnusablePayloadException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnusablePayloadException(String message) {
        super(message, null, false, false);
    }
}
