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

    private final CompletableFuture<IdempotencyRecord> standing = new CompletableFuture<>();
    private final CompletableFuture<Optional<IdempotencyRecord>> outcome = new CompletableFuture<>();
    private volatile @Nullable Thread thread;
    private volatile @Nullable Lease kept;
    private @Nullable IdempotencyRecord answer;

    private InFlightCall(@Nullable Thread thread) {
        this.thread = thread;
    }

    /** A call that is made, from beginning to end, by the current thread. */
    static InFlightCall onThisThread() {
        return new InFlightCall(Thread.currentThread());
    }

    /** A call that is on a thread only {@link #within} its function. */
    static InFlightCall onNoThread() {
        return new InFlightCall(null);
    }

    /** Runs the function of a call that has no thread of its own. */
    <T, X extends Exception> T within(ThrowingSupplier<T, X> function) throws X {
        thread = Thread.currentThread();
        try {
            return function.get();
        } finally {
            thread = null;
        }
    }

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

    /** The lease that the heartbeat prolongs while the function runs. */
    @Nullable
    Lease kept() {
        return kept;
    }

    /** Says which lease the heartbeat is to prolong, or that there is none any more. For the call itself. */
    void keep(@Nullable Lease lease) {
        kept = lease;
    }

    /** Says what followers are to be answered from; told to them by {@link #end}. For the call itself. */
    void answerWith(IdempotencyRecord record) {
        answer = record;
    }

    /** Lets the followers go on. For the call itself. */
    void end() {
        standing.cancel(false);
        outcome.complete(Optional.ofNullable(answer));
    }
}
