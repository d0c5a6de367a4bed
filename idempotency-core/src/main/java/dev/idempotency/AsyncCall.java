package dev.idempotency;

import dev.idempotency.Claimant.Settlement;
import dev.idempotency.error.IdempotencyPersistenceException;
import dev.idempotency.persistence.IdempotencyRecord;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Call} that holds no thread while it waits: for its function's stage, for the call it follows, or for an owner
 * elsewhere. Each step, a store request at most, runs on the config's executor.
 *
 * @param <R> result
 * @param <T> what the caller is promised
 */
final class AsyncCall<R extends @Nullable Object, T extends @Nullable Object> {

    private final CallContext context;
    private final Settings settings;
    private final Responses<R> responses;
    private final Patience patience;
    private final ThrowingSupplier<? extends CompletionStage<R>, ?> function;
    private final Function<Outcome<R>, T> form;
    private final CompletableFuture<T> promise = new CompletableFuture<>();

    /**
     * Prepares a call.
     *
     * @param form makes what the caller is promised of the outcome
     */
    AsyncCall(
            CallContext context,
            Responses<R> responses,
            ThrowingSupplier<? extends CompletionStage<R>, ?> function,
            Function<Outcome<R>, T> form) {
        this.context = context;
        this.settings = context.settings();
        this.responses = responses;
        this.patience = new Patience(settings);
        this.function = function;
        this.form = form;
    }

    /** Starts a function that nothing protects, and promises what comes of it. */
    static <R extends @Nullable Object, T extends @Nullable Object> CompletableFuture<T> unprotected(
            ThrowingSupplier<? extends CompletionStage<R>, ?> function, Function<Outcome<R>, T> form) throws Exception {
        CompletableFuture<T> promise = new CompletableFuture<>();
        function.get().whenComplete((result, failure) -> {
            if (failure == null) {
                promise.complete(form.apply(new Outcome.Executed<>(result, null)));
            } else {
                promise.completeExceptionally(OwnedRun.unwrapped(failure));
            }
        });
        return promise;
    }

    /** Starts the call. The future fails with what a {@link Call} would throw; cancelled, it stops what has not begun. */
    CompletableFuture<T> run() {
        attempt(() -> {
            Optional<IdempotencyRecord> cached = context.cached();
            if (cached.isPresent()) {
                replay(cached.get());
            } else {
                enter();
            }
        });
        return promise;
    }

    private void enter() {
        InFlightCall mine = InFlightCall.onNoThread();
        InFlightCall leader = settings.inFlight().enter(context.key(), mine);
        if (leader == null) {
            Claimant claimant = new Claimant(context, mine);
            lead(mine, () -> settle(mine, claimant, claimant.claim()));
        } else {
            follow(leader);
        }
    }

    private void settle(InFlightCall mine, Claimant claimant, Settlement settlement) {
        if (settlement instanceof Settlement.Granted granted) {
            runOwned(mine, granted.lease());
        } else if (settlement instanceof Settlement.Completed completed) {
            mine.answerWith(completed.record());
            leave(mine);
            replay(completed.record());
        } else {
            Settlement.Contended contended = (Settlement.Contended) settlement;
            Duration pause = patience.nextPause(contended.looks())
                    .orElseThrow(() -> context.conflict(contended.standing().endsAt()));
            when(
                    new CompletableFuture<>(),
                    pause,
                    over -> lead(mine, () -> settle(mine, claimant, claimant.lookAgain(contended))));
        }
    }

    private void runOwned(InFlightCall mine, Lease lease) {
        if (promise.isDone()) {
            lease.release();
            leave(mine);
            return;
        }
        new OwnedRun<>(lease, mine, responses, context).start(function, (executed, failure) -> {
            leave(mine);
            if (executed != null) {
                deliver(executed);
            } else {
                promise.completeExceptionally(failure);
            }
        });
    }

    private void follow(InFlightCall leader) {
        Following following = new Following(leader, context);
        when(
                leader.standing(),
                settings.lease(),
                known -> attemptSoon(() -> {
                    Optional<IdempotencyRecord> standing = following.standing(known);
                    if (Following.isSettledBy(standing)) {
                        join(standing);
                    } else {
                        when(
                                leader.outcome(),
                                patience.left(),
                                over -> attemptSoon(() -> join(following.outcome(over))));
                    }
                }));
    }

    private void join(Optional<IdempotencyRecord> answer) {
        if (answer.isPresent()) {
            context.tell(IdempotencyListener::joined);
            replay(answer.get());
        } else {
            enter();
        }
    }

    private void replay(IdempotencyRecord completed) {
        deliver(responses.replay(completed, context));
    }

    private void deliver(Outcome<R> outcome) {
        promise.complete(form.apply(outcome));
    }

    @SuppressWarnings("FutureReturnValueIgnored") // what follows takes care of its own failures
    private void when(CompletableFuture<?> event, Duration limit, Consumer<Boolean> then) {
        settings.timing().awaitAsync(event, limit).thenAccept(then);
    }

    /** Runs a step of a call that leads its key, on the executor: one that fails ends the call and lets others go on. */
    private void lead(InFlightCall mine, Runnable step) {
        try {
            settings.asyncExecutor().execute(() -> {
                if (promise.isDone()) {
                    leave(mine);
                    return;
                }
                try {
                    step.run();
                } catch (Throwable failure) {
                    abandon(mine, failure);
                }
            });
        } catch (RejectedExecutionException e) {
            abandon(mine, e);
        }
    }

    private void abandon(InFlightCall mine, Throwable failure) {
        if (failure instanceof IdempotencyPersistenceException) {
            mine.standing().completeExceptionally(failure);
        }
        leave(mine);
        promise.completeExceptionally(failure);
    }

    private void leave(InFlightCall mine) {
        settings.inFlight().leave(context.key(), mine);
    }

    /** Runs a step of a call that leads nothing, on the executor: whoever completes an event has other things to do. */
    private void attemptSoon(Runnable step) {
        try {
            settings.asyncExecutor().execute(() -> attempt(step));
        } catch (RejectedExecutionException e) {
            promise.completeExceptionally(e);
        }
    }

    private void attempt(Runnable step) {
        if (promise.isDone()) {
            return;
        }
        try {
            step.run();
        } catch (Throwable failure) {
            promise.completeExceptionally(failure);
        }
    }
}
