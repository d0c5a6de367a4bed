package dev.idempotency.codec;

/** A result could not be encoded, or a stored response not be decoded. The message never quotes either. */
public final class ResponseCodecException extends Exception {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what failed, with type and property names only
     */
    public ResponseCodecException(String message) {
        super(message);
    }
}
