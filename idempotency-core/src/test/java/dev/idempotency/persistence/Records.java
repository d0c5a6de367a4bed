package dev.idempotency.persistence;

import java.time.Instant;
import java.util.UUID;

/** Records around one instant. */
final class Records {

    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private Records() {}

    static Instant at(double seconds) {
        return NOW.plusMillis(Math.round(seconds * 1000));
    }

    /** A claim by a new owner, with a lease and an expiry in seconds from now. */
    static IdempotencyRecord claim(String key, double lease, double expiry) {
        return IdempotencyRecord.inProgress(key, UUID.randomUUID().toString(), at(lease), at(expiry), "hash");
    }

    static IdempotencyRecord claim(String key) {
        return claim(key, 60, 3600);
    }

    static IdempotencyRecord completed(IdempotencyRecord claim, double expiry) {
        return claim.completed("\"response\"", at(1), at(expiry));
    }
}
