package dev.idempotency;

import dev.idempotency.error.IdempotencyAlreadyInProgressException;
import dev.idempotency.error.IdempotencyValidationException;
import dev.idempotency.key.DerivedKey;
import dev.idempotency.persistence.IdempotencyRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What one call is about: its operation and key, the settings it runs under, and whom to tell. */
final class CallContext {

    private final String operation;
    private final DerivedKey key;
    private final Settings settings;
    private final long startNanos;

    CallContext(String operation, DerivedKey key, Settings settings) {
        this.operation = operation;
        this.key = key;
        this.settings = settings;
        this.startNanos = settings.listeners().isEmpty() ? 0 : settings.timing().nanoTime();
    }

    Settings settings() {
        return settings;
    }

    String key() {
        return key.key();
    }

    DerivedKey derivedKey() {
        return key;
    }

    /** A record of the local cache that answers this call. */
    Optional<IdempotencyRecord> cached() {
        Optional<IdempotencyRecord> cached = settings.cached(key());
        if (cached.isPresent()) {
            validate(cached.get());
            tell(IdempotencyListener::cacheHit);
        }
        return cached;
    }

    /** One method of a listener. */
    @FunctionalInterface
    interface Notice {
        void tell(IdempotencyListener listener, IdempotencyEvent event);
    }

    /** Tells every listener; one that throws is logged. */
    void tell(Notice notice) {
        if (settings.listeners().isEmpty()) {
            return;
        }
        Duration elapsed = Duration.ofNanos(settings.timing().nanoTime() - startNanos);
        IdempotencyEvent event = new IdempotencyEvent(operation, key(), elapsed);
        for (IdempotencyListener listener : settings.listeners()) {
            try {
                notice.tell(listener, event);
            } catch (Throwable failure) {
                Log.of(CallContext.class)
                        .warn("Listener {} failed: {}", listener.getClass().getName(), key(), failure);
            }
        }
    }

    /**
     * Compares payloads, before anything else is learnt from a record. One without a hash was written before validation
     * was switched on, and there is nothing to compare with.
     *
     * @throws IdempotencyValidationException if the record's payload was another one
     */
    void validate(IdempotencyRecord existing) {
        if (existing.payloadHash() != null
                && key.payloadHash() != null
                && !existing.payloadHash().equals(key.payloadHash())) {
            tell(IdempotencyListener::payloadMismatch);
            throw new IdempotencyValidationException(existing);
        }
    }

    /** The exception for a call that finds its key in use in this JVM, whose claim ends within the given time. */
    IdempotencyAlreadyInProgressException conflictWithin(Duration lease) {
        return conflict(settings.now().plus(lease));
    }

    /** The exception for a call that finds its key in use until the given time. */
    IdempotencyAlreadyInProgressException conflict(Instant until) {
        tell(IdempotencyListener::conflict);
        return new IdempotencyAlreadyInProgressException(key(), until);
    }
}
