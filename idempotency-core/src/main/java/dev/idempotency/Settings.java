package dev.idempotency;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.idempotency.key.KeyDerivation;
import dev.idempotency.persistence.PersistenceStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** The checked options of a config, with what is built once from them. */
record Settings(
        PersistenceStore store,
        KeyDerivation keys,
        ObjectMapper responseMapper,
        String keyPrefix,
        Duration expiresAfter,
        Duration lease,
        InstantSource clock,
        MissingKey missingKey,
        CompletionFailure onCompletionFailure,
        @Nullable ResponseHook responseHook,
        boolean disabled) {

    /** The caller's time in whole milliseconds, the precision at which records are judged. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** An operation's name as it stands in keys. */
    String qualified(String operationName) {
        return keyPrefix.isEmpty() ? operationName : keyPrefix + "." + operationName;
    }
}
