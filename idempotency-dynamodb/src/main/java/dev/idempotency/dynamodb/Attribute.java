package dev.idempotency.dynamodb;

import org.jspecify.annotations.Nullable;

/**
 * What an attribute of an item is for. Its name in a table is the {@link ItemLayout}'s; the default names are those of
 * Powertools for AWS Lambda, as far as it has them.
 */
enum Attribute {
    /** The partition key: the idempotency key, or the static value of a table that has a sort key. */
    PARTITION_KEY("keyAttribute", "#id", "id"),
    /** The idempotency key, in a table that has a sort key. */
    SORT_KEY("sortKeyAttribute", "#sort", null),
    /** INPROGRESS or COMPLETED. */
    STATUS("statusAttribute", "#status", "status"),
    /** End of the record in epoch seconds; the table's TTL attribute. */
    EXPIRATION("expirationAttribute", "#expiration", "expiration"),
    /** End of the lease in epoch milliseconds. */
    LEASE("inProgressExpirationAttribute", "#lease", "in_progress_expiration"),
    /** When the operation ended, in epoch milliseconds. */
    COMPLETED_AT("completedAtAttribute", "#completed_at", "completed_at"),
    /** The encoded response. */
    DATA("dataAttribute", "#data", "data"),
    /** The encoded response, zipped because it is too long for an item. */
    ZIPPED_DATA("zippedDataAttribute", "#zipped", "data_gzip"),
    /** The encoded failure, where failures are recorded. */
    FAILURE("failureAttribute", "#failure", "failure"),
    /** The payload hash. */
    VALIDATION("validationAttribute", "#validation", "validation"),
    /** The owner token. */
    OWNER("ownerAttribute", "#owner", "owner");

    private final String option;
    private final String placeholder;
    private final @Nullable String defaultName;

    Attribute(String option, String placeholder, @Nullable String defaultName) {
        this.option = option;
        this.placeholder = placeholder;
        this.defaultName = defaultName;
    }

    /** The builder's option that sets the name. */
    String option() {
        return option;
    }

    /** What stands for the name in an expression, where DynamoDB's reserved words may not. */
    String placeholder() {
        return placeholder;
    }

    /** What stands for the value in an expression. */
    String valuePlaceholder() {
        return ':' + placeholder.substring(1);
    }

    /** The name where no other is set; {@code null} for an attribute that is there on request only. */
    @Nullable
    String defaultName() {
        return defaultName;
    }
}
