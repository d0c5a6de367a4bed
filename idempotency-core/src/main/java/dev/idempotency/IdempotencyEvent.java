package dev.idempotency;

import java.time.Duration;

/**
 * What listeners are told of a call. It never holds a payload or a response.
 *
 * @param operation the operation as it stands in the key, prefix included
 * @param key the idempotency key
 * @param elapsed time since the call began, key derivation excluded
 */
public record IdempotencyEvent(String operation, String key, Duration elapsed) {}
