package dev.idempotency.testkit;

import static dev.idempotency.testkit.MapStore.endsNoLater;
import static dev.idempotency.testkit.MapStore.isInProgress;
import static dev.idempotency.testkit.MapStore.isOwner;

import dev.idempotency.persistence.IdempotencyRecord;
import dev.idempotency.persistence.PersistenceStore;
import dev.idempotency.persistence.RecordStatus;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Stores with one bug each, and the tests of the contract that find it. */
@SuppressWarnings("ImmutableEnumChecker") // immutable all the same: its suppliers and sets are
enum BrokenStore {

    // Who may
    COMPLETES_FOR_ANYONE(
            store -> store.isCompletable = (existing, completed) -> true,
            "formerOwnerCompletesNothing",
            "formerOwnerDoesNotOverwriteACompletion"),
    RENEWS_FOR_ANYONE(
            store -> store.isRenewable = (existing, claim) -> isInProgress(existing) && endsNoLater(existing, claim),
            "formerOwnerRenewsNothing"),
    RELEASES_FOR_ANYONE(
            store -> store.isReleasable = (existing, owner) -> isInProgress(existing), "formerOwnerReleasesNothing"),
    COMPLETES_WHAT_IS_NOT_THERE(
            FaultySteps.CompletesWhatIsNotThere::new,
            "keyWithoutRecordHasNoOwner",
            "formerOwnerCompletesNothingAfterItsRelease"),
    FORGETS_LATE_OWNERS(
            store -> store.isCompletable = (existing, completed) ->
                    isOwner(existing, completed) && existing.statusAt(wallClock()) != RecordStatus.EXPIRED,
            "lateOwnerMayComplete"),

    // In which status, and with which lease
    COMPLETES_ONCE(
            store -> store.isCompletable =
                    (existing, completed) -> isOwner(existing, completed) && isInProgress(existing),
            "completionMayBeRepeated"),
    RENEWS_COMPLETED_RECORDS(
            store -> store.isRenewable = (existing, claim) -> isOwner(existing, claim) && endsNoLater(existing, claim),
            "completedRecordIsNotRenewed"),
    RELEASES_COMPLETED_RECORDS(
            store -> store.isReleasable = IdempotencyRecord::isOwnedBy, "completedRecordIsNotReleased"),
    MOVES_LEASES_BACK(
            store -> store.isRenewable = (existing, claim) -> isOwner(existing, claim) && isInProgress(existing),
            "renewalNeverMovesTheLeaseBack"),
    RENEWS_THE_LEASE_ONLY(FaultySteps.RenewsTheLeaseOnly::new, "renewalMovesLeaseAndExpiry"),
    RENEWS_TO_A_LATER_LEASE_ONLY(
            store -> store.isRenewable = (existing, claim) ->
                    isOwner(existing, claim) && isInProgress(existing) && !endsNoLater(claim, existing),
            "renewalMayBeRepeated"),

    // Until when
    TAKES_SECONDS_FOR_MILLISECONDS(
            store -> store.isOver =
                    (existing, now) -> now.toEpochMilli() > existing.endsAt().getEpochSecond(),
            "claimInProgressRefusesAnotherOwner",
            "completedRecordRefusesAndIsReturned"),
    TAKES_MILLISECONDS_FOR_SECONDS(
            store -> store.isOver =
                    (existing, now) -> now.getEpochSecond() > existing.endsAt().toEpochMilli(),
            "claimIsTakenOverOneMillisecondAfterItsLease",
            "completedRecordIsClaimedOneMillisecondAfterItsExpiry"),
    COMPARES_WHOLE_SECONDS(
            store -> store.isOver =
                    (existing, now) -> now.getEpochSecond() > existing.endsAt().getEpochSecond(),
            "claimIsTakenOverOneMillisecondAfterItsLease",
            "completedRecordIsClaimedOneMillisecondAfterItsExpiry"),
    COMPARES_NANOSECONDS(
            store -> store.isOver = (existing, now) -> now.isAfter(existing.endsAt()),
            "claimHoldsThroughTheLastMillisecondOfItsLease",
            "completedRecordHoldsThroughItsLastMillisecond"),
    LETS_GO_A_MILLISECOND_EARLY(
            store -> store.isOver = (existing, now) -> existing.statusAt(now.plusMillis(1)) == RecordStatus.EXPIRED,
            "claimHoldsThroughTheLastMillisecondOfItsLease",
            "completedRecordHoldsThroughItsLastMillisecond"),
    EXPIRES_BY_PRESENCE(
            store -> store.isOver = (existing, now) -> false,
            "claimIsTakenOverOneMillisecondAfterItsLease",
            "completedRecordIsClaimedOneMillisecondAfterItsExpiry"),
    READS_THE_WALL_CLOCK(
            store -> store.isOver = (existing, now) -> existing.statusAt(wallClock()) == RecordStatus.EXPIRED,
            "claimIsTakenOverOneMillisecondAfterItsLease",
            "completedRecordIsClaimedOneMillisecondAfterItsExpiry"),
    ENDS_COMPLETED_RECORDS_WITH_THEIR_LEASE(
            store -> store.isOver = (existing, now) -> isPast(existing.leaseUntil(), now),
            "completedRecordOutlivesItsLease"),
    TAKES_NO_LEASE_FOR_A_FREE_KEY(
            store -> store.isOver =
                    (existing, now) -> existing.leaseUntil() == null || existing.statusAt(now) == RecordStatus.EXPIRED,
            "claimWithoutLeaseHoldsUntilItExpires"),
    HOLDS_CLAIMS_PAST_THEIR_EXPIRY(
            store -> store.isOver = (existing, now) ->
                    isPast(isInProgress(existing) ? existing.leaseUntil() : existing.expiresAt(), now),
            "claimEndsWithItsExpiryWhereThatIsEarlier"),

    // Its own claim
    DOES_NOT_RECOGNISE_ITSELF(
            store -> store.isRepetition = (existing, claim) -> false, "repeatedClaimRecognisesItself"),
    RECOGNISES_ITSELF_COMPLETED(
            store -> store.isRepetition = (existing, claim) -> isOwner(existing, claim) && endsNoLater(existing, claim),
            "claimRepeatedAfterCompletionIsRefused"),
    RECOGNISES_ITSELF_RENEWED(
            store -> store.isRepetition = (existing, claim) -> isOwner(existing, claim) && isInProgress(existing),
            "claimRepeatedAfterRenewalIsRefused"),
    RECOGNISES_OTHERS(
            store -> store.isRepetition = (existing, claim) -> isInProgress(existing) && endsNoLater(existing, claim),
            "claimInProgressRefusesAnotherOwner"),

    // One step
    CLAIMS_IN_TWO_STEPS(
            FaultySteps.ClaimsInTwoSteps::new, "ofCompetingClaimsOneIsGranted", "ofCompetingTakeoversOneIsGranted"),
    COMPLETES_IN_TWO_STEPS(FaultySteps.CompletesInTwoSteps::new, "lateCompletionAndTakeoverExcludeEachOther"),
    READS_BEFORE_THE_WRITE_IS_VISIBLE(
            FaultySteps.ReadsBeforeTheWriteIsVisible::new, "claimIsReadAsWritten", "completedRecordIsReadAsWritten"),
    DELETES_ON_READ(FaultySteps.DeletesOnRead::new, "claimIsReadAsWritten", "completedRecordIsReadAsWritten"),
    WRITES_REFUSED_CLAIMS(FaultySteps.WritesRefusedClaims::new, "refusedClaimChangesNothing"),
    TAKES_THE_CLAIM_FOR_WHAT_IT_REPLACED(
            FaultySteps.TakesTheClaimForWhatItReplaced::new,
            "keyWithoutRecordIsGranted",
            "claimIsTakenOverOneMillisecondAfterItsLease"),
    KEEPS_RELEASED_RECORDS(FaultySteps.KeepsReleasedRecords::new, "releasedKeyIsFree", "claimIsReleasedOnce"),

    // What is kept
    KEEPS_NO_EMPTY_RESPONSE(
            store -> store.stored = kept -> "".equals(kept.response()) ? kept.withoutResponse() : kept,
            "emptyResponseIsReadAsEmpty"),
    KEEPS_NO_FAILURE(
            store -> store.stored = kept -> kept.failure() == null
                    ? kept
                    : kept.completed(kept.response(), kept.completedAt(), kept.expiresAt()),
            "recordedFailureIsReadAsWritten"),
    KEEPS_NO_PAYLOAD_HASH(
            store -> store.stored = kept -> new IdempotencyRecord(
                    kept.key(),
                    kept.status(),
                    kept.expiresAt(),
                    kept.leaseUntil(),
                    kept.completedAt(),
                    kept.owner(),
                    kept.response(),
                    kept.failure(),
                    null),
            "claimIsReadAsWritten",
            "completionSetsExpiryAndPayloadHash"),
    KEEPS_NO_COMPLETION_TIME(
            store -> store.stored = kept -> kept.status() == RecordStatus.INPROGRESS
                    ? kept
                    : kept.completed(kept.response(), null, kept.expiresAt()),
            "completedRecordIsReadAsWritten"),
    KEEPS_WHAT_A_COMPLETION_LACKS(
            FaultySteps.KeepsWhatACompletionLacks::new, "completionKeepsNothingOfTheRecordBefore"),
    KEEPS_LEASES_IN_SECONDS(
            store -> store.stored = kept -> kept.leaseUntil() == null
                    ? kept
                    : kept.renewed(Instant.ofEpochSecond(kept.leaseUntil().getEpochSecond()), kept.expiresAt()),
            "claimIsReadAsWritten",
            "claimHoldsThroughTheLastMillisecondOfItsLease"),
    KEEPS_WHAT_IS_IN_LATIN_1(
            store -> store.stored = kept -> kept.response() == null
                    ? kept
                    : kept.completed(
                            kept.response().replaceAll("[^\\u0000-\\u00ff]", "?"),
                            kept.completedAt(),
                            kept.expiresAt()),
            "responseOfAnyCharactersIsReadAsWritten"),
    IGNORES_THE_CASE_OF_KEYS(
            store -> store.keyOf = key -> key.toLowerCase(Locale.ROOT), "similarKeysHaveRecordsOfTheirOwn"),
    KEEPS_ONE_RECORD_FOR_AN_OPERATION(
            store -> store.keyOf = key -> key.substring(0, key.indexOf('#') + 1), "similarKeysHaveRecordsOfTheirOwn");

    private final Supplier<PersistenceStore> constructor;
    private final Set<String> caughtBy;

    BrokenStore(Consumer<MapStore> bug, String... caughtBy) {
        this(
                () -> {
                    MapStore store = new MapStore();
                    bug.accept(store);
                    return store;
                },
                caughtBy);
    }

    BrokenStore(Supplier<PersistenceStore> constructor, String... caughtBy) {
        this.constructor = constructor;
        this.caughtBy = Set.of(caughtBy);
    }

    PersistenceStore create() {
        return constructor.get();
    }

    /** Tests that must fail; others may fail, too. */
    Set<String> caughtBy() {
        return caughtBy;
    }

    private static boolean isPast(@Nullable Instant end, Instant now) {
        return end != null && now.toEpochMilli() > end.toEpochMilli();
    }

    private static Instant wallClock() {
        return Clock.systemUTC().instant();
    }
}
