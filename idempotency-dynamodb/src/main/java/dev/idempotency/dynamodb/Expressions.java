package dev.idempotency.dynamodb;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.StringJoiner;

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

    private static final List<Attribute> OPTIONAL = List.of(
            Attribute.COMPLETED_AT, Attribute.DATA, Attribute.ZIPPED_DATA, Attribute.FAILURE, Attribute.VALIDATION);

    private static final Map<Set<Attribute>, String> COMPLETIONS = completions();

    private Expressions() {}

    /**
     * The update to a completed record.
     *
     * @param present which of the optional attributes the record has; the others are removed
     */
    static String complete(Set<Attribute> present) {
        return Objects.requireNonNull(COMPLETIONS.get(present), "not optional attributes");
    }

    private static Map<Set<Attribute>, String> completions() {
        Map<Set<Attribute>, String> completions = new HashMap<>();
        for (int subset = 0; subset < 1 << OPTIONAL.size(); subset++) {
            Set<Attribute> present = EnumSet.noneOf(Attribute.class);
            for (int i = 0; i < OPTIONAL.size(); i++) {
                if ((subset & 1 << i) != 0) {
                    present.add(OPTIONAL.get(i));
                }
            }
            completions.put(present, completion(present));
        }
        return Map.copyOf(completions);
    }

    private static String completion(Set<Attribute> present) {
        StringBuilder set = new StringBuilder("SET #status = :completed, #expiration = :expiration");
        StringJoiner remove = new StringJoiner(", ", " REMOVE ", "").setEmptyValue("");
        for (Attribute attribute : OPTIONAL) {
            if (present.contains(attribute)) {
                set.append(", ").append(attribute.placeholder()).append(" = ").append(attribute.valuePlaceholder());
            } else {
                remove.add(attribute.placeholder());
            }
        }
        return set.append(remove).toString();
    }
}
