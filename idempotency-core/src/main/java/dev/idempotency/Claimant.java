package dev.idempotency;

import dev.idempotency.error.IdempotencyPersistenceException;
import dev.idempotency.persistence.Acquisition;
import dev.idempotency.persistence.Acquisition.Acquired;
import dev.idempotency.persistence.Acquisition.Refused;
import dev.idempotency.persistence.IdempotencyRecord;
import dev.idempotency.persistence.RecordStatus;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Gets a call its key, in steps of one store request each: a claim and, while an owner elsewhere is at work, looks at
 * its record until the key is decided or can be claimed anew. Whoever takes the steps waits between them.
 */
final class Claimant {

    /** How the store's side of a call stands after a step. */
    sealed interface Settlement {

        /** The call is the owner and has to run the function. */
        record Granted(Lease lease) implements Settlement {}

        /** The operation has run already. */
        record Completed(IdempotencyRecord record) implements Settlement {}

        /**
         * An owner elsewhere is at work.
         *
         * @param claim what was refused
         * @param begunNanos monotonic time before the claim was sent
         * @param standing the owner's record as it was last seen
         * @param looks how often it was looked at since
         */
        record Contended(IdempotencyRecord claim, long begunNanos, IdempotencyRecord standing, int looks)
                implements Settlement {}
    }

    private final CallContext context;
    private final Settings settings;
    private final InFlightCall followed;

    /**
     * Takes note of what to claim.
     *
     * @param followed told what stands at the store after the claim
     */
    Claimant(CallContext context, InFlightCall followed) {
        this.context = context;
        this.settings = context.settings();
        this.followed = followed;
    }

    /**
     * Claims the key.
     *
     * @throws dev.idempotency.error.IdempotencyException if the function must not run here
     */
    Settlement claim() {
        long begunNanos = settings.timing().nanoTime();
        Instant now = settings.now();
        IdempotencyRecord claim = newClaim(now);
        IdempotencyRecord standing = standingAfter(claim, now);
        followed.standing().complete(standing);
        context.validate(standing);
        return settled(new Settlement.Contended(claim, begunNanos, standing, 0));
    }

    /**
     * Looks whether the owner elsewhere is done, and claims the key anew if the owner has left it.
     *
     * @throws dev.idempotency.error.IdempotencyException if the function must not run here
     */
    Settlement lookAgain(Settlement.Contended before) {
        Optional<IdempotencyRecord> seen = look();
        if (seen.isPresent() && !isDecided(seen.get(), before.claim())) {
            return new Settlement.Contended(before.claim(), before.begunNanos(), seen.get(), before.looks() + 1);
        }
        context.tell(IdempotencyListener::waited);
        if (seen.isEmpty()) {
            return claim();
        }
        context.validate(seen.get());
        return settled(new Settlement.Contended(before.claim(), before.begunNanos(), seen.get(), 0));
    }

    /**
     * What the record at the store decides. A refused claim may come to stand after all: by a request that was delivered
     * twice, the second time when the key was free.
     */
    private Settlement settled(Settlement.Contended contended) {
        IdempotencyRecord standing = contended.standing();
        if (standing.isOwnedBy(contended.claim().owner())) {
            checkInTime(contended.begunNanos());
            return new Settlement.Granted(new Lease(contended.claim(), contended.begunNanos(), context));
        }
        return standing.status() == RecordStatus.COMPLETED ? new Settlement.Completed(standing) : contended;
    }

    private static boolean isDecided(IdempotencyRecord standing, IdempotencyRecord claim) {
        return standing.status() == RecordStatus.COMPLETED || standing.isOwnedBy(claim.owner());
    }

    /** A claim whose answer took longer than its lease may have been taken over, and its work be done. */
    private void checkInTime(long begunNanos) {
        if (settings.timing().nanoTime() - begunNanos > settings.lease().toNanos()) {
            throw new IdempotencyPersistenceException(
                    context.key(),
                    "Store granted the claim too late, its lease is over, nothing ran: " + context.key(),
                    null);
        }
    }

    private IdempotencyRecord newClaim(Instant now) {
        return IdempotencyRecord.inProgress(
                context.key(),
                settings.ownerTokens().next(now),
                now.plus(settings.lease()),
                now.plus(settings.expiresAfter()),
                context.derivedKey().payloadHash());
    }

    /** The record that stands after the claim: the claim itself, or the one that refused it. */
    private IdempotencyRecord standingAfter(IdempotencyRecord claim, Instant now) {
        Acquisition acquisition = atStore(() -> settings.store().acquire(claim, now));
        if (acquisition instanceof Acquired acquired) {
            context.tell(IdempotencyListener::claimed);
            if (acquired.replaced() != null && acquired.replaced().status() == RecordStatus.INPROGRESS) {
                context.tell(IdempotencyListener::takenOver);
            }
            return claim;
        }
        IdempotencyRecord existing = ((Refused) acquisition).existing();
        if (existing.statusAt(now) == RecordStatus.EXPIRED) {
            throw new IdempotencyPersistenceException(
                    context.key(), "Store refused a claim for a record that is over: " + context.key(), null);
        }
        return existing;
    }

    private Optional<IdempotencyRecord> look() {
        return atStore(() -> settings.store().find(context.key()))
                .filter(found -> found.statusAt(settings.now()) != RecordStatus.EXPIRED);
    }

    private <T> T atStore(Supplier<T> step) {
        try {
            return step.get();
        } catch (IdempotencyPersistenceException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new IdempotencyPersistenceException(context.key(), "Store failed, nothing ran: " + context.key(), e);
        }
    }
}
