package dev.idempotency;

import dev.idempotency.Claimant.Settlement;
import dev.idempotency.error.IdempotencyPersistenceException;
import dev.idempotency.persistence.IdempotencyRecord;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One caller's way to a result: lead the work on the key in this JVM, or follow the call that does.
 *
 * <p>The leader settles with the store and runs the function if it has to. {@link AsyncCall} goes the same way without
 * holding its thread.
 */
final class Call<R extends @Nullable Object> {

    private final CallContext context;
    private final Settings settings;
    private final Responses<R> responses;
    private final Patience patience;

    Call(CallContext context, Responses<R> responses) {
        this.context = context;
        this.settings = context.settings();
        this.responses = responses;
        this.patience = new Patience(settings);
    }

    /** The function's result, now or from an earlier call. */
    <X extends Exception> Outcome<R> run(ThrowingSupplier<R, X> function) throws X {
        Optional<IdempotencyRecord> cached = context.cached();
        if (cached.isPresent()) {
            return responses.replay(cached.get(), context);
        }
        while (true) {
            InFlightCall mine = InFlightCall.onThisThread();
            InFlightCall leader = settings.inFlight().enter(context.key(), mine);
            if (leader == null) {
                return lead(mine, function);
            }
            Optional<IdempotencyRecord> answer = follow(leader);
            if (answer.isPresent()) {
                context.tell(IdempotencyListener::joined);
                return responses.replay(answer.get(), context);
            }
        }
    }

    private <X extends Exception> Outcome<R> lead(InFlightCall mine, ThrowingSupplier<R, X> function) throws X {
        IdempotencyRecord completed;
        try {
            Settlement settlement = settle(new Claimant(context, mine));
            if (settlement instanceof Settlement.Granted granted) {
                return new OwnedRun<>(granted.lease(), mine, responses, context).run(function);
            }
            completed = ((Settlement.Completed) settlement).record();
            mine.answerWith(completed);
        } catch (IdempotencyPersistenceException e) {
            mine.standing().completeExceptionally(e);
            throw e;
        } finally {
            settings.inFlight().leave(context.key(), mine);
        }
        return responses.replay(completed, context);
    }

    private Settlement settle(Claimant claimant) {
        Settlement settlement = claimant.claim();
        while (settlement instanceof Settlement.Contended contended) {
            if (!patience.pause(contended.looks())) {
                throw context.conflict(contended.standing().endsAt());
            }
            settlement = claimant.lookAgain(contended);
        }
        return settlement;
    }

    /** The record that answers this call, or nothing if it has to compete. */
    private Optional<IdempotencyRecord> follow(InFlightCall leader) {
        Following following = new Following(leader, context);
        // The leader's claim is one request away, which this call would otherwise have made itself.
        Optional<IdempotencyRecord> standing = following.standing(patience.await(leader.standing(), settings.lease()));
        return Following.isSettledBy(standing) ? standing : following.outcome(patience.await(leader.outcome()));
    }
}
