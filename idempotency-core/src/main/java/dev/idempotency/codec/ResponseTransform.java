package dev.idempotency.codec;

/**
 * Turns what is stored of an operation's end, its response or its recorded failure, into another text and back: encrypts
 * it, signs it, or keeps it elsewhere and stores where. {@code fromStored(toStored(text, key), key)} equals {@code text}.
 *
 * <p>The local cache holds the stored form, so that {@link #fromStored} is asked for every replay. Of an exception, logs
 * and messages tell the class, not the message, which may quote the text. Implementations are thread-safe.
 */
public interface ResponseTransform {

    /**
     * The text to store.
     *
     * @param text JSON that tells the response or failure
     * @param key the record's idempotency key, to bind the stored text to its record
     * @throws Exception if there is none: the response is then omitted, and its duplicates get an
     *     {@link dev.idempotency.error.IdempotencyResponseException}; a failure is not recorded, and its key stays claimed
     *     until its lease ends
     */
    String toStored(String text, String key) throws Exception;

    /**
     * The text that was stored in the given form.
     *
     * @param stored what {@link #toStored} made
     * @param key the key of the record that holds it
     * @throws Exception if it was not made for this record, or cannot be undone any more: the duplicate gets an
     *     {@link dev.idempotency.error.IdempotencyResponseException}, and the function does not run
     */
    String fromStored(String stored, String key) throws Exception;
}
