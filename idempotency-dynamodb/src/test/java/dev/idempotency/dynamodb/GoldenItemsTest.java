package dev.idempotency.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.idempotency.Idempotency;
import dev.idempotency.IdempotencyConfig;
import dev.idempotency.persistence.Acquisition.Refused;
import dev.idempotency.persistence.IdempotencyRecord;
import dev.idempotency.persistence.InMemoryPersistenceStore;
import dev.idempotency.persistence.RecordStatus;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Items that were written once, of every format of docs/stored-format.md, and are never changed: each version has to read
 * them, and to derive the same keys.
 */
class GoldenItemsTest {

    private static final String TABLE = Dynamo.newTable();
    private static final Instant NOW = Instant.parse("2100-01-01T00:00:01Z");

    private final DynamoDbPersistenceStore store = DynamoDbPersistenceStore.create(Dynamo.CLIENT, TABLE);

    record Order(String userId, String productId, BigDecimal amount) {}

    record Golden(String name, Map<String, AttributeValue> item, IdempotencyRecord record) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Golden> items() throws IOException {
        return Stream.concat(read("golden-format-1.json"), read("golden-powertools.json"));
    }

    @ParameterizedTest
    @MethodSource("items")
    void goldenItemIsTheRecordThatItWas(Golden golden) {
        Dynamo.put(TABLE, golden.item());

        assertThat(store.find(golden.record().key())).contains(golden.record());
    }

    @ParameterizedTest
    @MethodSource("items")
    void goldenItemRefusesAClaim(Golden golden) {
        Dynamo.put(TABLE, golden.item());
        IdempotencyRecord claim = IdempotencyRecord.inProgress(
                golden.record().key(), "token", NOW.plusSeconds(60), NOW.plusSeconds(3600), null);

        assertThat(store.acquire(claim, NOW)).isEqualTo(new Refused(golden.record()));
    }

    @Test
    void keyAndPayloadHashAreWhatTheyWere() {
        IdempotencyRecord golden = items("golden-format-1.json", "a claim whose payload is validated")
                .record();
        InMemoryPersistenceStore memory = new InMemoryPersistenceStore();
        IdempotencyConfig config = IdempotencyConfig.builder(memory)
                .keyPrefix("shop")
                .eventKeyJmesPath("[userId, productId]")
                .payloadValidationJmesPath("amount")
                .build();
        Order order = new Order("ann", "book", new BigDecimal("24.90"));

        Idempotency.with(config).operation("charge", String.class).call(order, () -> "receipt");

        assertThat(memory.records()).singleElement().satisfies(record -> {
            assertThat(record.key()).isEqualTo(golden.key());
            assertThat(record.payloadHash()).isEqualTo(golden.payloadHash());
        });
    }

    private static Golden items(String file, String name) {
        try {
            return read(file)
                    .filter(golden -> golden.name().equals(name))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Stream<Golden> read(String file) throws IOException {
        try (InputStream json = Objects.requireNonNull(GoldenItemsTest.class.getResourceAsStream(file), file)) {
            return StreamSupport.stream(new JsonMapper().readTree(json).spliterator(), false)
                    .map(golden -> new Golden(
                            golden.path("name").textValue(), item(golden.path("item")), record(golden.path("record"))));
        }
    }

    private static Map<String, AttributeValue> item(JsonNode json) {
        Map<String, AttributeValue> item = new HashMap<>();
        json.properties().forEach(attribute -> item.put(attribute.getKey(), value(attribute.getValue())));
        return item;
    }

    private static AttributeValue value(JsonNode typed) {
        Map.Entry<String, JsonNode> only = typed.properties().iterator().next();
        String value = only.getValue().textValue();
        return switch (only.getKey()) {
            case "S" -> AttributeValue.fromS(value);
            case "N" -> AttributeValue.fromN(value);
            case "B" ->
                AttributeValue.fromB(SdkBytes.fromByteArray(Base64.getDecoder().decode(value)));
            default -> throw new AssertionError(only.getKey());
        };
    }

    private static IdempotencyRecord record(JsonNode json) {
        return new IdempotencyRecord(
                json.path("key").textValue(),
                RecordStatus.valueOf(json.path("status").textValue()),
                Instant.parse(json.path("expiresAt").textValue()),
                instant(json.path("leaseUntil")),
                instant(json.path("completedAt")),
                json.path("owner").textValue(),
                json.path("response").textValue(),
                json.path("failure").textValue(),
                json.path("payloadHash").textValue());
    }

    private static @Nullable Instant instant(JsonNode json) {
        return json.isTextual() ? Instant.parse(json.textValue()) : null;
    }
}
