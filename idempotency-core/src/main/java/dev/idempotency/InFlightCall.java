package dev.idempotency;

import dev.idempotency.persistence.IdempotencyRecord;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The one call of this JVM that deals with the store for its key, from before it claims the key until it is over.
 * Concurrent duplicates in this JVM follow it instead of asking the store.
 */
final class InFlightCall {

    private final Thread thread = Thread.currentThread();
    private final CompletableFuture<IdempotencyRecord> standing = new CompletableFuture<>();
    private final CompletableFuture<Optional<IdempotencyRecord>> outcome = new CompletableFuture<>();
    private @Nullable IdempotencyRecord answer;

    /** Whether the current thread is inside this call: waiting for it would be waiting for itself. */
    boolean isOnThisThread() {
        return thread == Thread.currentThread();
    }

    /**
     * The record that stood at the store when the claim was answered: the call's own claim if it was granted, otherwise
     * the one in its way. Fails if the store did; cancelled if the call ended before it got an answer.
     */
    CompletableFuture<IdempotencyRecord> standing() {
        return standing;
    }

    /** Once the call is over: the record that followers are answered from, or nothing if they have to compete. */
    CompletableFuture<Optional<IdempotencyRecord>> outcome() {
        return outcome;
    }

    /** Says what followers are to be answered from; told to them by {@link #end}. For the call's own thread. */
    void answerWith(IdempotencyRecord record) {
        answer = record;
    }

    /** Lets the followers go on. For the call's own thread. */
    void end() {
        standing.cancel(false);
        outcome.complete(Optional.ofNullable(answer));
    }
}
