package dev.idempotency.error;

import static org.assertj.core.api.Assertions.assertThat;

import dev.idempotency.persistence.IdempotencyRecord;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("F3")
class ExceptionSerializationTest {

    private static final String KEY = "billing.charge#abc";
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    static Stream<IdempotencyException> family() {
        IdempotencyRecord record = IdempotencyRecord.inProgress(KEY, "owner", NOON, NOON, "hash");
        return Stream.of(
                new IdempotencyKeyException("billing.charge", "no key"),
                new IdempotencyAlreadyInProgressException(KEY, NOON),
                new IdempotencyValidationException(record),
                new IdempotencyPersistenceException(KEY, "down", new IllegalStateException("cause")),
                new IdempotencyResponseException(KEY, "unreadable"),
                new IdempotencyResponseNotStoredException(KEY, new Object(), null));
    }

    /** What queues and remote calls do to exceptions. The result and the record are not serializable. */
    @ParameterizedTest
    @MethodSource("family")
    void exceptionSurvivesJavaSerialization(IdempotencyException original) throws Exception {
        IdempotencyException copy = (IdempotencyException) deserialize(serialize(original));

        assertThat(copy).hasSameClassAs(original).hasMessage(original.getMessage());
        assertThat(copy.key()).isEqualTo(original.key());
        assertThat(copy.operation()).isEqualTo("billing.charge");
    }

    @Test
    void operationIsWhatStandsBeforeTheLastHash() {
        assertThat(new IdempotencyResponseException("a#b.charge#abc", "unreadable").operation())
                .isEqualTo("a#b.charge");
        assertThat(new IdempotencyResponseException("a foreign key", "unreadable").operation())
                .isEqualTo("a foreign key");
    }

    @Test
    @Tag("R2")
    void validationExceptionDropsTheResponse() {
        IdempotencyRecord completed =
                IdempotencyRecord.inProgress(KEY, "owner", NOON, NOON, "hash").completed("response", NOON, NOON);

        assertThat(new IdempotencyValidationException(completed).record()).isEqualTo(completed.withoutResponse());
    }

    private static byte[] serialize(Object object) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        }
        return bytes.toByteArray();
    }

    @SuppressWarnings("BanSerializableRead")
    private static Object deserialize(byte[] bytes) throws IOException, ClassNotFoundException {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            return in.readObject();
        }
    }
}
