package dev.idempotency;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.idempotency.key.KeyDerivation;
import dev.idempotency.persistence.CachingPersistenceStore;
import dev.idempotency.persistence.IdempotencyRecord;
import dev.idempotency.persistence.PersistenceStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The checked options of a config, with what is built once from them. */
record Settings(
        PersistenceStore store,
        KeyDerivation keys,
        ObjectMapper mapper,
        String keyPrefix,
        Duration expiresAfter,
        Duration lease,
        InstantSource clock,
        MissingKey missingKey,
        CompletionFailure onCompletionFailure,
        FailurePolicy failurePolicy,
        OnConflict onConflict,
        @Nullable ResponseHook responseHook,
        List<IdempotencyListener> listeners,
        Timing timing,
        InFlightCalls inFlight,
        Optional<Heartbeat> heartbeat,
        boolean disabled) {

    /** The caller's time in whole milliseconds, the precision at which records are judged. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** When a record that is completed now expires. */
    Instant expiry() {
        return now().plus(expiresAfter);
    }

    /** A completed record that this JVM still holds, if there is a local cache. */
    Optional<IdempotencyRecord> cached(String key) {
        return store instanceof CachingPersistenceStore cache ? cache.cached(key, now()) : Optional.empty();
    }

    /** An operation's name as it stands in keys. */
    String qualified(String operationName) {
        return keyPrefix.isEmpty() ? operationName : keyPrefix + "." + operationName;
    }
}
