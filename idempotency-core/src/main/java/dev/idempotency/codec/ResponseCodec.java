package dev.idempotency.codec;

import org.jspecify.annotations.Nullable;

/**
 * Turns the results of one operation into stored text and back. {@code decode(encode(r))} equals {@code r}.
 *
 * <p>Implementations are immutable and thread-safe, and keep the response out of the exceptions they throw.
 *
 * @param <R> result type
 */
public interface ResponseCodec<R extends @Nullable Object> {

    /**
     * The text to store for a result.
     *
     * @throws ResponseCodecException if the result has no such text
     */
    String encode(R result) throws ResponseCodecException;

    /**
     * The result that was stored as the given text.
     *
     * @throws ResponseCodecException if the text is not one of this operation's results
     */
    R decode(String response) throws ResponseCodecException;
}
