package dev.idempotency;

import dev.idempotency.codec.ResponseCodec;
import dev.idempotency.error.IdempotencyPersistenceException;
import dev.idempotency.persistence.IdempotencyRecord;
import dev.idempotency.persistence.RecordStatus;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * One caller's way to a result: lead the work on the key in this JVM, or follow the call that does.
 *
 * <p>The leader settles with the store and runs the function if it has to. Followers never ask the store: they are
 * answered by the leader's record, and compete to lead the next attempt when the leader's failed.
 */
final class Call<R extends @Nullable Object> {

    private final CallContext context;
    private final Settings settings;
    private final ResponseCodec<R> codec;
    private final Replay<R> replay;
    private final Patience patience;

    Call(CallContext context, ResponseCodec<R> codec, Replay<R> replay) {
        this.context = context;
        this.settings = context.settings();
        this.codec = codec;
        this.replay = replay;
        this.patience = new Patience(settings);
    }

    /** The function's result, now or from an earlier call. */
    <X extends Exception> R run(ThrowingSupplier<R, X> function) throws X {
        Optional<IdempotencyRecord> cached = settings.cached(context.key());
        if (cached.isPresent()) {
            context.validate(cached.get());
            context.tell(IdempotencyListener::cacheHit);
            return replayed(cached.get());
        }
        while (true) {
            InFlightCall mine = new InFlightCall();
            InFlightCall leader = settings.inFlight().enter(context.key(), mine);
            if (leader == null) {
                return lead(mine, function);
            }
            Optional<IdempotencyRecord> answer = follow(leader);
            if (answer.isPresent()) {
                context.tell(IdempotencyListener::joined);
                return replayed(answer.get());
            }
        }
    }

    private <X extends Exception> R lead(InFlightCall mine, ThrowingSupplier<R, X> function) throws X {
        IdempotencyRecord completed;
        try {
            Claimant.Settlement settlement = new Claimant(context, patience).settle(mine);
            if (settlement instanceof Claimant.Settlement.Granted granted) {
                return new OwnedRun<>(granted.lease(), mine, codec, context).run(function);
            }
            completed = ((Claimant.Settlement.Completed) settlement).record();
            mine.answerWith(completed);
        } catch (IdempotencyPersistenceException e) {
            mine.standing().completeExceptionally(e);
            throw e;
        } finally {
            settings.inFlight().leave(context.key(), mine);
        }
        return replayed(completed);
    }

    /** The record that answers this call, or nothing if it has to compete. */
    private Optional<IdempotencyRecord> follow(InFlightCall leader) {
        if (leader.isOnThisThread()) {
            throw context.conflict(settings.now().plus(settings.lease()));
        }
        // The leader's claim is one request away, which this call would otherwise have made itself.
        if (!patience.await(leader.standing(), settings.lease())) {
            throw context.conflict(settings.now().plus(settings.lease()));
        }
        if (leader.standing().isCancelled()) {
            return Optional.empty();
        }
        IdempotencyRecord standing = standingOf(leader);
        context.validate(standing);
        if (standing.status() == RecordStatus.COMPLETED) {
            return Optional.of(standing);
        }
        if (!patience.await(leader.outcome())) {
            throw context.conflict(standing.endsAt());
        }
        return leader.outcome().join();
    }

    private IdempotencyRecord standingOf(InFlightCall leader) {
        try {
            return leader.standing().join();
        } catch (CompletionException e) {
            throw new IdempotencyPersistenceException(
                    context.key(), "Store failed, nothing ran: " + context.key(), e.getCause());
        }
    }

    private R replayed(IdempotencyRecord completed) {
        R response = replay.of(completed);
        context.tell(IdempotencyListener::replayed);
        return response;
    }
}
