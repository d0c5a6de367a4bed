package dev.idempotency;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.idempotency.codec.JacksonResponseCodec;
import dev.idempotency.codec.ResponseTransform;
import dev.idempotency.key.KeyDerivation;
import dev.idempotency.persistence.CachingPersistenceStore;
import dev.idempotency.persistence.IdempotencyRecord;
import dev.idempotency.persistence.PersistenceStore;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
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
        @Nullable ResponseTransform responseTransform,
        @Nullable ResponseHook responseHook,
        List<IdempotencyListener> listeners,
        Timing timing,
        Executor asyncExecutor,
        OwnerTokens ownerTokens,
        InFlightCalls inFlight,
        Optional<Heartbeat> heartbeat,
        boolean disabled) {

    /** The caller's time in whole milliseconds, the precision at which records are judged. */
    Instant now() {
        return Instant.ofEpochMilli(clock.millis());
    }

    /** A completed record that this JVM still holds, if there is a local cache. */
    Optional<IdempotencyRecord> cached(String key) {
        return store instanceof CachingPersistenceStore cache ? cache.cached(key, now()) : Optional.empty();
    }

    /** These settings with what one operation has of its own. */
    Settings with(KeyDerivation keys, Duration expiresAfter, Duration lease) {
        // One heartbeat beats for leases of one length.
        return copy(
                keys,
                expiresAfter,
                lease,
                lease.equals(this.lease) ? heartbeat : heartbeat.map(shared -> new Heartbeat(timing, inFlight)));
    }

    /** These settings with a lease that ends when it ends. */
    Settings withFixedLease(Duration lease) {
        return copy(keys, expiresAfter, lease, Optional.empty());
    }

    private Settings copy(KeyDerivation keys, Duration expiresAfter, Duration lease, Optional<Heartbeat> heartbeat) {
        return new Settings(
                store,
                keys,
                mapper,
                keyPrefix,
                expiresAfter,
                lease,
                clock,
                missingKey,
                onCompletionFailure,
                failurePolicy,
                onConflict,
                responseTransform,
                responseHook,
                listeners,
                timing,
                asyncExecutor,
                ownerTokens,
                inFlight,
                heartbeat,
                disabled);
    }

    /** The responses of an operation with the given result type. */
    <R extends @Nullable Object> Responses<R> responses(Type resultType) {
        return new Responses<>(new JacksonResponseCodec<>(mapper, resultType), responseTransform, responseHook);
    }

    /** An operation's name as it stands in keys. */
    String qualified(String operationName) {
        return keyPrefix.isEmpty() ? operationName : keyPrefix + "." + operationName;
    }
}
