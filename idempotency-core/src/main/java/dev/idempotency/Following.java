package dev.idempotency;

import dev.idempotency.error.IdempotencyPersistenceException;
import dev.idempotency.persistence.IdempotencyRecord;
import dev.idempotency.persistence.RecordStatus;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/**
 * What a duplicate makes of the call that leads its key in this JVM. It never asks the store: it is answered by the
 * leader's record, or has to compete to lead the next attempt. Whoever follows waits for the leader's two events.
 */
final class Following {

    private final InFlightCall leader;
    private final CallContext context;

    /**
     * Takes note of whom to follow.
     *
     * @throws dev.idempotency.error.IdempotencyAlreadyInProgressException if this thread is inside the leader
     */
    Following(InFlightCall leader, CallContext context) {
        this.leader = leader;
        this.context = context;
        if (leader.isOnThisThread()) {
            throw context.conflictWithin(context.settings().lease());
        }
    }

    /**
     * The record that stood at the store when the leader claimed the key, or nothing if the leader left before.
     *
     * @param known whether the leader's claim was answered in time
     * @throws dev.idempotency.error.IdempotencyException if it was not, or says that the function must not run here
     */
    Optional<IdempotencyRecord> standing(boolean known) {
        if (!known) {
            throw context.conflictWithin(context.settings().lease());
        }
        if (leader.standing().isCancelled()) {
            return Optional.empty();
        }
        IdempotencyRecord standing = claimed();
        context.validate(standing);
        return Optional.of(standing);
    }

    /** Whether a leader's standing settles this call: with a completed record, or with nothing, by having to compete. */
    static boolean isSettledBy(Optional<IdempotencyRecord> standing) {
        return standing.isEmpty() || standing.get().status() == RecordStatus.COMPLETED;
    }

    /**
     * The record that the leader's end answers with, or nothing if this call has to compete.
     *
     * @param over whether the leader's end was seen in time
     * @throws dev.idempotency.error.IdempotencyException if it was not, or answers another payload
     */
    Optional<IdempotencyRecord> outcome(boolean over) {
        if (!over) {
            throw context.conflict(claimed().endsAt());
        }
        Optional<IdempotencyRecord> answer = leader.outcome().join();
        // The record that was in the leader's way may have had no payload to compare with.
        answer.ifPresent(context::validate);
        return answer;
    }

    private IdempotencyRecord claimed() {
        try {
            return leader.standing().join();
        } catch (CompletionException e) {
            throw new IdempotencyPersistenceException(
                    context.key(), "Store failed, nothing ran: " + context.key(), e.getCause());
        }
    }
}
