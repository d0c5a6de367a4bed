package dev.idempotency.testkit;

import dev.idempotency.FailureAction;
import dev.idempotency.persistence.Acquisition;
import dev.idempotency.persistence.Acquisition.Acquired;
import dev.idempotency.persistence.Acquisition.Refused;
import dev.idempotency.persistence.IdempotencyRecord;
import dev.idempotency.persistence.RecordStatus;
import dev.idempotency.testkit.simulation.Granularity;
import dev.idempotency.testkit.simulation.Invariant;
import dev.idempotency.testkit.simulation.Scenario;
import dev.idempotency.testkit.simulation.Servers;
import dev.idempotency.testkit.simulation.SimulatedFault;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.function.Consumer;

/** Servers that lack one guard each, where it is missed, and the invariant that then does not hold. */
@SuppressWarnings("ImmutableEnumChecker") // immutable all the same: its scenarios and suppliers are
enum BrokenServer {
    COMPLETES_FOR_ANYONE(
            one(), lacking(store -> store.isCompletable = (existing, completed) -> true), Invariant.OWNER_WRITES_ONLY),
    COMPLETES_IN_TWO_STEPS(one(), CompletesInTwoSteps::new, Invariant.OWNER_WRITES_ONLY),
    RENEWS_FOR_ANYONE(
            failing()
                    .withFunctionTaking(Duration.ofSeconds(6))
                    .withWaiting(Duration.ofSeconds(8))
                    .withCalls(1)
                    .withFaults(1, duplicates()),
            lacking(store -> store.isRenewable =
                    (existing, claim) -> MapStore.isInProgress(existing) && MapStore.endsNoLater(existing, claim)),
            Invariant.OWNER_WRITES_ONLY),
    RENEWS_COMPLETED_RECORDS(
            one().withFunctionTaking(Duration.ofSeconds(7)),
            lacking(store -> store.isRenewable = MapStore::isOwner),
            Invariant.ONE_COMPLETION),
    RENEWS_NOTHING(
            one().withFunctionTaking(Duration.ofSeconds(7)),
            moment -> new RenewsNothing(),
            Invariant.LIVING_OWNER_KEEPS_KEY),
    MOVES_LEASES_BACK(
            one().withFunctionTaking(Duration.ofSeconds(15)).withCalls(3).withFaults(1, duplicates()),
            lacking(store -> store.isRenewable =
                    (existing, claim) -> MapStore.isOwner(existing, claim) && MapStore.isInProgress(existing)),
            Invariant.LIVING_OWNER_KEEPS_KEY),
    RELEASES_FOR_ANYONE(
            failing(),
            lacking(store -> store.isReleasable = (existing, owner) -> MapStore.isInProgress(existing)),
            Invariant.OWNER_WRITES_ONLY),
    DOES_NOT_RECOGNISE_A_CLAIM(one(), moment -> new RecognisesNobody(), Invariant.CLAIM_RECOGNISES_ITSELF),
    RECOGNISES_A_COMPLETED_CLAIM(
            one(), lacking(store -> store.isRepetition = MapStore::isOwner), Invariant.ONE_COMPLETION),
    RECOGNISES_A_RENEWED_CLAIM(
            one().withFunctionTaking(Duration.ofSeconds(7)),
            lacking(store -> store.isRepetition =
                    (existing, claim) -> MapStore.isOwner(existing, claim) && MapStore.isInProgress(existing)),
            Invariant.LIVING_OWNER_KEEPS_KEY),
    CLAIMS_IN_TWO_STEPS(one(), ClaimsInTwoSteps::new, Invariant.ONE_COMPLETION),
    TAKES_COMPLETED_FOR_FREE(
            one(),
            lacking(store -> store.isOver = (existing, now) ->
                    !MapStore.isInProgress(existing) || existing.statusAt(now) == RecordStatus.EXPIRED),
            Invariant.OWNER_WRITES_ONLY),
    ENDS_LEASES_EARLY(
            one().withFunctionTaking(Duration.ofSeconds(7)),
            lacking(store ->
                    store.isOver = (existing, now) -> existing.statusAt(now.plusSeconds(5)) == RecordStatus.EXPIRED),
            Invariant.OWNER_WRITES_ONLY),
    EXPIRES_BY_PRESENCE(
            one(), lacking(store -> store.isOver = (existing, now) -> false), Invariant.NOT_BLOCKED_BEYOND_LEASE);

    private final Scenario scenario;
    private final Servers servers;
    private final Invariant violated;

    BrokenServer(Scenario scenario, Servers servers, Invariant violated) {
        this.scenario = scenario;
        this.servers = servers;
        this.violated = violated;
    }

    Scenario scenario() {
        return scenario;
    }

    Servers servers() {
        return servers;
    }

    Invariant violated() {
        return violated;
    }

    /** Two processes, one key, one fault. */
    private static Scenario one() {
        return Scenario.of(2, 2).withFaults(1).withGranularity(Granularity.REQUESTS);
    }

    private static Scenario failing() {
        return one().withFunctionFailures(1, FailureAction.RELEASE);
    }

    private static EnumSet<SimulatedFault> duplicates() {
        return EnumSet.of(SimulatedFault.DELAYED_DUPLICATE);
    }

    private static Servers lacking(Consumer<MapStore> guard) {
        return moment -> {
            MapStore store = new MapStore();
            guard.accept(store);
            return store;
        };
    }

    private static final class RenewsNothing extends MapStore {

        @Override
        public synchronized boolean renew(IdempotencyRecord claim) {
            return true;
        }
    }

    /** Refuses as a store without owner tokens does. */
    private static final class RecognisesNobody extends MapStore {

        RecognisesNobody() {
            isRepetition = (existing, claim) -> false;
        }

        @Override
        public synchronized Acquisition acquire(IdempotencyRecord claim, Instant now) {
            return super.acquire(claim, now) instanceof Refused refused
                    ? new Refused(withoutOwner(refused.existing()))
                    : Acquired.FRESH;
        }

        private static IdempotencyRecord withoutOwner(IdempotencyRecord record) {
            return new IdempotencyRecord(
                    record.key(),
                    record.status(),
                    record.expiresAt(),
                    record.leaseUntil(),
                    record.completedAt(),
                    null,
                    record.response(),
                    record.failure(),
                    record.payloadHash());
        }
    }

    private static final class ClaimsInTwoSteps extends MapStore {

        private final Runnable moment;

        ClaimsInTwoSteps(Runnable moment) {
            this.moment = moment;
        }

        @Override
        @SuppressWarnings("UnsynchronizedOverridesSynchronized") // the bug
        public Acquisition acquire(IdempotencyRecord claim, Instant now) {
            Acquisition answer = answer(read(claim.key()), claim, now);
            moment.run();
            if (answer instanceof Acquired) {
                write(claim);
            }
            return answer;
        }
    }

    private static final class CompletesInTwoSteps extends MapStore {

        private final Runnable moment;

        CompletesInTwoSteps(Runnable moment) {
            this.moment = moment;
        }

        @Override
        @SuppressWarnings("UnsynchronizedOverridesSynchronized") // the bug
        public boolean complete(IdempotencyRecord completed) {
            IdempotencyRecord existing = read(completed.key());
            moment.run();
            return replace(existing, completed, isCompletable);
        }
    }
}
