package dev.idempotency;

import dev.idempotency.error.IdempotencyPersistenceException;
import dev.idempotency.persistence.Acquisition;
import dev.idempotency.persistence.Acquisition.Acquired;
import dev.idempotency.persistence.Acquisition.Refused;
import dev.idempotency.persistence.IdempotencyRecord;
import dev.idempotency.persistence.RecordStatus;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Gets a call its key: claims it and, where conflicts wait, waits for the owner elsewhere and competes again. */
final class Claimant {

    /** How the store's side of a call was settled. */
    sealed interface Settlement {

        /** The call is the owner and has to run the function. */
        record Granted(Lease lease) implements Settlement {}

        /** The operation has run already. */
        record Completed(IdempotencyRecord record) implements Settlement {}
    }

    private final CallContext context;
    private final Settings settings;
    private final Patience patience;

    Claimant(CallContext context, Patience patience) {
        this.context = context;
        this.settings = context.settings();
        this.patience = patience;
    }

    /**
     * Settles the store's side of the call, and tells those who follow it in this JVM what stands at the store.
     *
     * @throws dev.idempotency.error.IdempotencyException if the function must not run here
     */
    Settlement settle(InFlightCall followed) {
        while (true) {
            long begunNanos = settings.timing().nanoTime();
            Instant now = settings.now();
            IdempotencyRecord claim = newClaim(now);
            IdempotencyRecord standing = claim(claim, now);
            followed.standing().complete(standing);
            Optional<IdempotencyRecord> decided = awaitDecision(standing, claim);
            if (decided.isPresent() && decided.get().isOwnedBy(claim.owner())) {
                checkInTime(begunNanos);
                return new Settlement.Granted(new Lease(claim, begunNanos, context));
            }
            if (decided.isPresent()) {
                return new Settlement.Completed(decided.get());
            }
        }
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
                UUID.randomUUID().toString(),
                now.plus(settings.lease()),
                now.plus(settings.expiresAfter()),
                context.derivedKey().payloadHash());
    }

    /** The record that stands after the claim: the claim itself, or the one that refused it. */
    private IdempotencyRecord claim(IdempotencyRecord claim, Instant now) {
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

    /**
     * A completed record, or the claim itself, or nothing once the key can be claimed anew. A refused claim may come to
     * stand after all: by a request that was delivered twice, the second time when the key was free.
     */
    private Optional<IdempotencyRecord> awaitDecision(IdempotencyRecord standing, IdempotencyRecord claim) {
        context.validate(standing);
        if (isDecided(standing, claim)) {
            return Optional.of(standing);
        }
        Optional<IdempotencyRecord> seen = Optional.of(standing);
        for (int looks = 0; seen.isPresent() && !isDecided(seen.get(), claim); looks++) {
            if (!patience.pause(looks)) {
                throw context.conflict(seen.get().endsAt());
            }
            seen = look();
        }
        context.tell(IdempotencyListener::waited);
        seen.ifPresent(context::validate);
        return seen;
    }

    private static boolean isDecided(IdempotencyRecord standing, IdempotencyRecord claim) {
        return standing.status() == RecordStatus.COMPLETED || standing.isOwnedBy(claim.owner());
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
