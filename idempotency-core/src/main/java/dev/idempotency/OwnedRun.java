package dev.idempotency;

import dev.idempotency.Outcome.Executed;
import dev.idempotency.error.IdempotencyResponseNotStoredException;
import dev.idempotency.persistence.IdempotencyRecord;
import dev.idempotency.persistence.ResponseTooLargeException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The owner's part of a call: run the function under a lease, then do to the claim what its end asks for. */
final class OwnedRun<R extends @Nullable Object> {

    private final Lease lease;
    private final InFlightCall followed;
    private final Responses<R> responses;
    private final CallContext context;
    private final Settings settings;
    private @Nullable IdempotencyRecord stored;

    OwnedRun(Lease lease, InFlightCall followed, Responses<R> responses, CallContext context) {
        this.lease = lease;
        this.followed = followed;
        this.responses = responses;
        this.context = context;
        this.settings = context.settings();
    }

    /** Runs the function and ends the claim, all on this thread. */
    <X extends Exception> Executed<R> run(ThrowingSupplier<R, X> function) throws X {
        watch();
        try {
            return runAndEnd(function);
        } finally {
            followed.keep(null);
        }
    }

    /**
     * Starts the function on this thread, and ends the claim on the config's executor when the function's stage ends.
     *
     * @param then told the outcome, or why there is none
     */
    <X extends Exception> void start(
            ThrowingSupplier<? extends CompletionStage<R>, X> function,
            BiConsumer<@Nullable Executed<R>, @Nullable Throwable> then) {
        watch();
        try {
            Objects.requireNonNull(followed.within(function), "function returned null in place of a stage")
                    .whenComplete((result, failure) -> onExecutor(() -> end(result, failure, then)));
        } catch (Throwable failure) {
            end(null, failure, then);
        }
    }

    private void watch() {
        Optional<Heartbeat> heartbeat = settings.heartbeat();
        if (heartbeat.isPresent()) {
            followed.keep(lease);
            heartbeat.get().start();
        }
    }

    /** What has run must be recorded, on whatever thread. */
    private void onExecutor(Runnable step) {
        try {
            settings.asyncExecutor().execute(step);
        } catch (RejectedExecutionException e) {
            step.run();
        }
    }

    /** A stage that depends on another one wraps its failure. */
    static Throwable unwrapped(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    /** A result of {@code null} is one, too: NullAway knows no nullable type arguments. */
    @SuppressWarnings("NullAway")
    private void end(
            @Nullable R result,
            @Nullable Throwable failure,
            BiConsumer<@Nullable Executed<R>, @Nullable Throwable> then) {
        Executed<R> executed = null;
        Throwable problem = failure;
        try {
            if (failure == null) {
                executed = endWith(result);
            } else {
                problem = unwrapped(failure);
                endAfter(problem);
            }
        } catch (Throwable notStored) {
            problem = notStored;
        } finally {
            followed.keep(null);
        }
        then.accept(executed, problem);
    }

    private <X extends Exception> Executed<R> runAndEnd(ThrowingSupplier<R, X> function) throws X {
        R result;
        try {
            result = function.get();
        } catch (Throwable failure) {
            endAfter(failure);
            throw failure;
        }
        return endWith(result);
    }

    /** The caller gets the function's own failure, whatever becomes of the claim: one that stays ends with its lease. */
    private void endAfter(Throwable failure) {
        FailureAction action = actionOn(failure);
        context.tell((listener, event) -> listener.failed(event, failure, action));
        try {
            if (action == FailureAction.RELEASE && lease.release()) {
                context.tell(IdempotencyListener::released);
            } else if (action == FailureAction.RECORD) {
                Instant now = settings.now();
                IdempotencyRecord failed = lease.claim()
                        .failed(
                                responses.encodeFailure(failure, lease.claim().key()),
                                now,
                                now.plus(settings.expiresAfter()));
                if (lease.complete(failed)) {
                    followed.answerWith(failed);
                }
            }
        } catch (Throwable storeFailure) {
            suppress(storeFailure, failure);
        }
    }

    private FailureAction actionOn(Throwable failure) {
        try {
            return Objects.requireNonNull(settings.failurePolicy().on(failure), "failurePolicy returned null");
        } catch (Throwable policyFailure) {
            suppress(policyFailure, failure);
            return FailureAction.HOLD;
        }
    }

    /** A throwable cannot suppress itself, and function and store may share one. */
    private static void suppress(Throwable second, Throwable first) {
        if (second != first) {
            first.addSuppressed(second);
        }
    }

    /** The caller gets its result, whatever codec and store make of it, unless it asked to be told. */
    private Executed<R> endWith(R result) {
        Throwable problem = record(result);
        if (problem != null && settings.onCompletionFailure() == CompletionFailure.THROW) {
            throw new IdempotencyResponseNotStoredException(lease.claim().key(), result, problem);
        }
        return new Executed<>(result, stored);
    }

    /** Completes the claim; what kept the result from being stored is returned. */
    private @Nullable Throwable record(R result) {
        IdempotencyRecord completed;
        try {
            completed = completed(responses.encode(result, lease.claim().key()));
        } catch (Throwable unfit) {
            return recordWithoutResponse(completed(null), unfit);
        }
        try {
            complete(completed, completed);
            return null;
        } catch (ResponseTooLargeException tooLarge) {
            return recordWithoutResponse(completed, tooLarge);
        } catch (Throwable problem) {
            return completionFailed(completed, problem);
        }
    }

    private IdempotencyRecord completed(@Nullable String response) {
        Instant now = settings.now();
        return lease.claim().completed(response, now, now.plus(settings.expiresAfter()));
    }

    /** Duplicates cannot be answered then, but nothing runs twice for it. */
    private Throwable recordWithoutResponse(IdempotencyRecord completed, Throwable reason) {
        Log.of(OwnedRun.class)
                .warn("Response omitted, duplicates cannot be answered: {}: {}", completed.key(), reason.toString());
        try {
            complete(completed.withoutResponse(), completed);
            context.tell(IdempotencyListener::responseOmitted);
            return reason;
        } catch (Throwable problem) {
            return completionFailed(completed, problem);
        }
    }

    private void complete(IdempotencyRecord stored, IdempotencyRecord answer) {
        if (lease.complete(stored)) {
            this.stored = stored;
            followed.answerWith(answer);
            context.tell(IdempotencyListener::completed);
        }
    }

    /** The function has run: who follows in this JVM need not suffer from what the store missed. */
    private Throwable completionFailed(IdempotencyRecord completed, Throwable problem) {
        Log.of(OwnedRun.class).error("Ran, but the result could not be stored: {}", completed.key(), problem);
        followed.answerWith(completed);
        context.tell((listener, event) -> listener.completionFailed(event, problem));
        return problem;
    }
}
