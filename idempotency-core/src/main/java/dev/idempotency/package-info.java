/**
 * Makes an operation safe to retry: the first call runs, every duplicate gets the first call's result.
 *
 * <p>Start at {@link dev.idempotency.Idempotency}.
 */
@NullMarked
package dev.idempotency;

import org.jspecify.annotations.NullMarked;
