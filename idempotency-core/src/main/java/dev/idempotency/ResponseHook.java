package dev.idempotency;

import dev.idempotency.persistence.IdempotencyRecord;
import org.jspecify.annotations.Nullable;

/**
 * Alters a replayed response on its way to the caller, for instance to mark it as a replay. First runs never see it.
 *
 * <p>What it throws goes to the caller as it is.
 */
@FunctionalInterface
public interface ResponseHook {

    /**
     * The response to return in place of the replayed one.
     *
     * @param response the replayed response, decoded anew for this call
     * @param record the record it comes from, without the stored response
     * @return a response of the operation's result type; the same one if nothing is to change
     */
    @Nullable
    Object onReplay(@Nullable Object response, IdempotencyRecord record);
}
