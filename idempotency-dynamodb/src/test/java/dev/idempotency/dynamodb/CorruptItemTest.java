package dev.idempotency.dynamodb;

import static dev.idempotency.dynamodb.Dynamo.number;
import static dev.idempotency.dynamodb.Dynamo.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.idempotency.error.IdempotencyPersistenceException;
import dev.idempotency.persistence.Acquisition.Acquired;
import dev.idempotency.persistence.IdempotencyRecord;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Items that are not records: an exception names the key and the attribute, and keeps quiet about what is in it. */
class CorruptItemTest {

    private static final String KEY = "orders.charge#4f1c";
    private static final Instant NOW = Instant.ofEpochSecond(4_102_444_800L);
    private static final String SECRET = "4567890";

    private static final IdempotencyRecord CLAIM =
            IdempotencyRecord.inProgress(KEY, "next token", NOW.plusSeconds(60), NOW.plusSeconds(3600), null);

    private static final String TABLE = Dynamo.newTable();

    private final DynamoDbPersistenceStore store = DynamoDbPersistenceStore.create(Dynamo.CLIENT, TABLE);

    static Stream<Arguments> attributesThatCannotBe() {
        return Stream.of(
                arguments("status", null),
                arguments("status", number(SECRET)),
                arguments("status", AttributeValue.fromBool(true)),
                arguments("status", text("EXPIRED")),
                arguments("status", text("completed")),
                arguments("status", text("")),
                arguments("status", text(SECRET)),
                arguments("expiration", null),
                arguments("expiration", text("4102448400")),
                arguments("expiration", AttributeValue.fromNul(true)),
                arguments("expiration", AttributeValue.fromNs(List.of("4102448400"))),
                arguments("expiration", number("4102448400." + SECRET)),
                arguments("expiration", number("9223372036854776")),
                arguments("expiration", number("9223372036854775807")),
                arguments("expiration", number("9223372036854775808")),
                arguments("expiration", number("1" + SECRET + "E100")),
                arguments("in_progress_expiration", text("4102444860000")),
                arguments("in_progress_expiration", number("4102444860000." + SECRET)),
                arguments("in_progress_expiration", number("9223372036854775808")),
                arguments("in_progress_expiration", AttributeValue.fromL(List.of())),
                arguments("data", number(SECRET)),
                arguments("data", AttributeValue.fromNul(true)),
                arguments("data", AttributeValue.fromM(Map.of("receipt", text(SECRET)))),
                arguments("data", AttributeValue.fromB(SdkBytes.fromUtf8String(SECRET))),
                arguments("data_gzip", text(SECRET)),
                arguments("data_gzip", AttributeValue.fromB(SdkBytes.fromUtf8String(SECRET))),
                arguments("data_gzip", AttributeValue.fromB(SdkBytes.fromByteArray(new byte[] {0x1f, (byte) 0x8b, 8}))),
                arguments("failure", number(SECRET)),
                arguments("validation", AttributeValue.fromBool(false)),
                arguments("owner", AttributeValue.fromSs(List.of(SECRET))));
    }

    @ParameterizedTest
    @MethodSource("attributesThatCannotBe")
    void attributeThatCannotBeIsNamed(String attribute, @Nullable AttributeValue value) {
        Dynamo.put(TABLE, itemWith(attribute, value));

        assertNamesOnly(attribute, () -> store.find(KEY));
        assertNamesOnly(attribute, () -> store.acquire(CLAIM, NOW));
    }

    @Test
    void expiredItemIsClaimedEvenIfItIsNotARecord() {
        Map<String, AttributeValue> item = itemWith("status", text("UNHEARD_OF"));
        item.put("expiration", number("4102444799"));
        Dynamo.put(TABLE, item);

        assertThat(store.acquire(CLAIM, NOW)).isEqualTo(Acquired.FRESH);
        assertThat(store.find(KEY)).contains(CLAIM);
    }

    private static void assertNamesOnly(String attribute, ThrowingCallable call) {
        IdempotencyPersistenceException thrown = catchThrowableOfType(IdempotencyPersistenceException.class, call);

        assertThat(thrown.key()).isEqualTo(KEY);
        assertThat(thrown).hasNoCause().hasMessageContaining(KEY).hasMessageContaining("attribute " + attribute + " ");
        assertThat(thrown.getMessage()).doesNotContain(SECRET);
    }

    private static Map<String, AttributeValue> itemWith(String attribute, @Nullable AttributeValue value) {
        Map<String, AttributeValue> item = new HashMap<>(Map.of(
                "id", text(KEY),
                "status", text("INPROGRESS"),
                "expiration", number("4102448400"),
                "in_progress_expiration", number("4102444860000"),
                "data", text(SECRET),
                "validation", text("5ca1ab1e"),
                "owner", text("token")));
        if (value == null) {
            item.remove(attribute);
        } else {
            item.put(attribute, value);
        }
        return item;
    }
}
