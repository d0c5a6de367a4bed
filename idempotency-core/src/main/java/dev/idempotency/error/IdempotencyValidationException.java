package dev.idempotency.error;

import dev.idempotency.persistence.IdempotencyRecord;

/**
 * The key was used before with another payload. The function did not run here.
 *
 * <p>Thrown only where {@code payloadValidationJmesPath} is set. The stored response is withheld: whoever altered the
 * payload does not get to read the answer to the original one.
 */
public final class IdempotencyValidationException extends IdempotencyException {

    private static final long serialVersionUID = 1L;

    private final IdempotencyRecord record;

    /**
     * Creates the exception.
     *
     * @param record the stored record; its response is dropped here
     */
    public IdempotencyValidationException(IdempotencyRecord record) {
        super(record.key(), "Payload differs from the one first sent with key " + record.key(), null);
        this.record = record.withoutResponse();
    }

    /** The stored record without its response. */
    public IdempotencyRecord record() {
        return record;
    }
}
