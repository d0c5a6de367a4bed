package dev.idempotency;

import java.time.Duration;

/**
 * What a duplicate does while the first call is still running.
 *
 * @param waitLimit how long it waits for the result; zero to fail at once
 */
public record OnConflict(Duration waitLimit) {

    /** Fails at once with an {@link dev.idempotency.error.IdempotencyAlreadyInProgressException}. */
    public static final OnConflict FAIL = new OnConflict(Duration.ZERO);

    /**
     * Waits for the running call's result, and competes for the key should that call fail.
     *
     * @param limit how long in all, more than 0 and at most 1 day; then the duplicate fails as with {@link #FAIL}
     */
    public static OnConflict waitUpTo(Duration limit) {
        return new OnConflict(limit);
    }
}
