/**
 * A Lambda function behind EventBridge, which delivers at least once: each event is known by the id in its detail, and
 * one without is refused.
 *
 * <p>{@link dev.idempotency.examples.events.ReminderFunction} is the function.
 */
@NullMarked
package dev.idempotency.examples.events;

import org.jspecify.annotations.NullMarked;
