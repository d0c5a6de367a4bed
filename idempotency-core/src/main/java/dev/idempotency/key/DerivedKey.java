package dev.idempotency.key;

import org.jspecify.annotations.Nullable;

/**
 * What is derived from one call's payload.
 *
 * @param key the idempotency key, {@code operation#hash} with the hash in lower-case hex
 * @param payloadHash hash of the slice that all duplicates must share; {@code null} where validation is off
 */
public record DerivedKey(String key, @Nullable String payloadHash) {}
