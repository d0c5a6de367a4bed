package dev.idempotency.testkit.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.idempotency.Idempotency;
import dev.idempotency.IdempotencyConfig;
import dev.idempotency.IdempotentOperation;
import dev.idempotency.error.IdempotencyResponseException;
import dev.idempotency.persistence.IdempotencyRecord;
import dev.idempotency.persistence.InMemoryPersistenceStore;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class EncryptedResponsesTest {

    private static final SecretKey SECRET = secret("a secret of thirty-two bytes ...");

    private final InMemoryPersistenceStore store = new InMemoryPersistenceStore();

    @Test
    void responseIsReplayedAndNotReadableInTheStore() {
        IdempotentOperation<String> charge = charge(SECRET);

        charge.call("order", () -> "card 4711");

        assertThat(charge.call("order", () -> "another")).isEqualTo("card 4711");
        assertThat(store.records())
                .singleElement()
                .satisfies(record -> assertThat(record.response()).isNotEmpty().doesNotContain("4711"));
    }

    @Test
    void responseUnderAnotherSecretIsAnExceptionAndNothingRuns() {
        charge(SECRET).call("order", () -> "card 4711");

        assertUnreadable(charge(secret("another secret of 32 characters.")));
    }

    @Test
    void responseMovedToAnotherRecordIsAnExceptionAndNothingRuns() {
        IdempotentOperation<String> charge = charge(SECRET);
        charge.call("another order", () -> "card 4711");
        IdempotencyRecord other = store.records().get(0);
        store.clear();
        Instant now = Instant.now();
        store.acquire(
                IdempotencyRecord.inProgress(
                        charge.keyOf("order").orElseThrow(), "owner", now, other.expiresAt(), null),
                now);
        store.complete(store.records().get(0).completed(other.response(), now, other.expiresAt()));

        assertUnreadable(charge);
    }

    private static void assertUnreadable(IdempotentOperation<String> charge) {
        assertThatExceptionOfType(IdempotencyResponseException.class)
                .isThrownBy(() -> charge.call("order", () -> {
                    throw new AssertionError("ran");
                }));
    }

    private IdempotentOperation<String> charge(SecretKey secret) {
        IdempotencyConfig config = IdempotencyConfig.builder(store)
                .responseTransform(new EncryptedResponses(secret))
                .build();
        return Idempotency.with(config).operation("charge", String.class);
    }

    private static SecretKey secret(String text) {
        return new SecretKeySpec(text.getBytes(StandardCharsets.US_ASCII), "AES");
    }
}
