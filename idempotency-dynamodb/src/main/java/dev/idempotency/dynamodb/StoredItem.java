package dev.idempotency.dynamodb;

import dev.idempotency.error.IdempotencyPersistenceException;
import dev.idempotency.persistence.IdempotencyRecord;
import dev.idempotency.persistence.RecordStatus;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An item as DynamoDB returned it, on its way to becoming a record. Whoever wrote it, an attribute that is needed and
 * missing, of another type or out of range is named in the exception; what it holds is not, for it may be a response.
 *
 * @param key the idempotency key that was asked for
 */
record StoredItem(String key, Map<String, AttributeValue> attributes, ItemLayout layout) {

    private static final long MILLIS_PER_SECOND = 1000;

    /**
     * Reads the item.
     *
     * @throws IdempotencyPersistenceException if it is not a record
     */
    IdempotencyRecord toRecord() {
        return new IdempotencyRecord(
                key,
                status(),
                expiresAt(),
                instant(Attribute.LEASE),
                instant(Attribute.COMPLETED_AT),
                text(Attribute.OWNER),
                response(),
                text(Attribute.FAILURE),
                text(Attribute.VALIDATION));
    }

    private RecordStatus status() {
        String status = required(Attribute.STATUS, text(Attribute.STATUS));
        return switch (status) {
            case "INPROGRESS" -> RecordStatus.INPROGRESS;
            case "COMPLETED" -> RecordStatus.COMPLETED;
            default -> throw unreadable(Attribute.STATUS, "is neither INPROGRESS nor COMPLETED");
        };
    }

    private Instant expiresAt() {
        long seconds = required(Attribute.EXPIRATION, wholeNumber(Attribute.EXPIRATION));
        try {
            return Instant.ofEpochMilli(Math.multiplyExact(seconds, MILLIS_PER_SECOND));
        } catch (ArithmeticException outOfRange) {
            throw unreadable(Attribute.EXPIRATION, "is not a number of seconds within range");
        }
    }

    private @Nullable Instant instant(Attribute attribute) {
        Long millis = wholeNumber(attribute);
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }

    private @Nullable String response() {
        AttributeValue zipped = value(Attribute.ZIPPED_DATA, AttributeValue.Type.B);
        if (zipped == null) {
            return text(Attribute.DATA);
        }
        try {
            return ItemContent.unzipped(zipped.b());
        } catch (IOException notZipped) {
            throw unreadable(Attribute.ZIPPED_DATA, "is not a zipped response within the limit");
        }
    }

    private @Nullable Long wholeNumber(Attribute attribute) {
        AttributeValue value = value(attribute, AttributeValue.Type.N);
        try {
            return value == null ? null : Long.valueOf(value.n());
        } catch (NumberFormatException notWholeOrOutOfRange) {
            throw unreadable(attribute, "is not a whole number within range");
        }
    }

    private @Nullable String text(Attribute attribute) {
        AttributeValue value = value(attribute, AttributeValue.Type.S);
        return value == null ? null : value.s();
    }

    private @Nullable AttributeValue value(Attribute attribute, AttributeValue.Type type) {
        AttributeValue value = attributes.get(layout.name(attribute));
        if (value != null && value.type() != type) {
            throw unreadable(attribute, "is of type " + value.type() + " where " + type + " is expected");
        }
        return value;
    }

    private <T> T required(Attribute attribute, @Nullable T value) {
        if (value == null) {
            throw unreadable(attribute, "is missing");
        }
        return value;
    }

    private IdempotencyPersistenceException unreadable(Attribute attribute, String problem) {
        return new IdempotencyPersistenceException(
                key,
                "Stored item " + key + " is not a record: attribute " + layout.name(attribute) + " " + problem,
                null);
    }
}
