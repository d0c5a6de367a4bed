package dev.idempotency.testkit.simulation;

import dev.idempotency.persistence.PersistenceStore;
import dev.idempotency.testkit.Step;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A request as it travels from a client to the server, where it may arrive more than once.
 *
 * @param sender name of the actor that sent it
 * @param owner token of the claim it speaks for, {@code null} for a read
 * @param now time by which the client has a claim judged
 * @param action what the server is to do
 */
record Request<T>(
        String sender,
        Step step,
        String key,
        @Nullable String owner,
        Instant now,
        Function<PersistenceStore, T> action) {

    boolean isRead() {
        return step == Step.FIND;
    }
}
