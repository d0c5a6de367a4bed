package dev.idempotency.persistence;

/** Thrown by {@link PersistenceStore#complete} when a store cannot hold the response. Nothing was changed. */
public final class ResponseTooLargeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message sizes and limit, never the response
     */
    public ResponseTooLargeException(String message) {
        super(message);
    }
}
