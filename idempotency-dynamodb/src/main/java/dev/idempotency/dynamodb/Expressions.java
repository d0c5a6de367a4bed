package dev.idempotency.dynamodb;

/**
 * The condition and update expressions, names and values as placeholders. A comparison is false in DynamoDB where the
 * item lacks the attribute or has it with another type.
 */
final class Expressions {

    /**
     * The key is free, or its record expired, or its lease is over, or it is this very claim, whose answer was lost.
     * {@code :now} is in seconds with a fraction, so that the expiry, in whole seconds, is over at the same millisecond
     * as in {@link dev.idempotency.persistence.IdempotencyRecord#statusAt}.
     */
    static final String CLAIMABLE = "attribute_not_exists(#id)"
            + " OR #expiration < :now"
            + " OR (#status = :inprogress AND #lease < :now_ms)"
            + " OR (#status = :inprogress AND #owner = :me AND #lease <= :lease)";

    static final String COMPLETABLE = "#owner = :me";

    /** A lease that already ends where it shall is renewed again: the first answer may have been lost. */
    static final String RENEWABLE = "#owner = :me AND #status = :inprogress AND #lease <= :lease";

    static final String RELEASABLE = "#owner = :me AND #status = :inprogress";

    static final String RENEW = "SET #lease = :lease, #expiration = :expiration";

    private static final String COMPLETE = "SET #status = :completed, #expiration = :expiration";
    private static final String COMPLETE_BARE = COMPLETE + " REMOVE #data, #validation";
    private static final String COMPLETE_WITH_DATA = COMPLETE + ", #data = :data REMOVE #validation";
    private static final String COMPLETE_WITH_VALIDATION = COMPLETE + ", #validation = :validation REMOVE #data";
    private static final String COMPLETE_WITH_BOTH = COMPLETE + ", #data = :data, #validation = :validation";

    private Expressions() {}

    /** The update to a completed record; an attribute that it does not have is removed. */
    static String complete(boolean withData, boolean withValidation) {
        if (withData) {
            return withValidation ? COMPLETE_WITH_BOTH : COMPLETE_WITH_DATA;
        }
        return withValidation ? COMPLETE_WITH_VALIDATION : COMPLETE_BARE;
    }
}
