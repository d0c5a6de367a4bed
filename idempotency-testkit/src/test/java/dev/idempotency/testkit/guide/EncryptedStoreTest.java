package dev.idempotency.testkit.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.idempotency.Idempotency;
import dev.idempotency.IdempotencyConfig;
import dev.idempotency.IdempotentOperation;
import dev.idempotency.error.IdempotencyPersistenceException;
import dev.idempotency.persistence.InMemoryPersistenceStore;
import dev.idempotency.persistence.PersistenceStore;
import dev.idempotency.testkit.PersistenceStoreContract;
import java.nio.charset.StandardCharsets;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class EncryptedStoreTest extends PersistenceStoreContract {

    private static final SecretKey SECRET = new SecretKeySpec(new byte[32], "AES");

    @Override
    protected PersistenceStore newStore() {
        return new EncryptedStore(new InMemoryPersistenceStore(), SECRET);
    }

    @Test
    void responseIsReplayedAndNotReadableInTheStore() {
        InMemoryPersistenceStore memory = new InMemoryPersistenceStore();
        IdempotentOperation<String> charge = charge(new EncryptedStore(memory, SECRET));

        charge.call("order", () -> "card 4711");

        assertThat(charge.call("order", () -> "another")).isEqualTo("card 4711");
        assertThat(memory.records())
                .singleElement()
                .satisfies(record -> assertThat(record.response()).isNotEmpty().doesNotContain("4711"));
    }

    @Test
    void responseUnderAnotherSecretIsAnExceptionAndNothingRuns() {
        InMemoryPersistenceStore memory = new InMemoryPersistenceStore();
        charge(new EncryptedStore(memory, SECRET)).call("order", () -> "card 4711");
        SecretKey other =
                new SecretKeySpec("another secret of 32 characters.".getBytes(StandardCharsets.US_ASCII), "AES");

        assertThatThrownBy(() -> charge(new EncryptedStore(memory, other)).call("order", () -> "another"))
                .isInstanceOf(IdempotencyPersistenceException.class);
    }

    private static IdempotentOperation<String> charge(PersistenceStore store) {
        return Idempotency.with(IdempotencyConfig.builder(store).build()).operation("charge", String.class);
    }
}
