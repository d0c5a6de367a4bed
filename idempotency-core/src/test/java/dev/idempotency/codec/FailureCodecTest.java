package dev.idempotency.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.idempotency.codec.FailureCodec.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailureCodecTest {

    /** A failure that has no message. */
    public static final class Declined extends Exception {

        private static final long serialVersionUID = 1;
    }

    @Test
    void failureIsRebuiltFromItsMessage() throws ResponseCodecException {
        Failure read = FailureCodec.decode(FailureCodec.encode(new IllegalStateException("declined")));

        assertThat(read.type()).isEqualTo(IllegalStateException.class.getName());
        assertThat(read.rebuilt()).isInstanceOf(IllegalStateException.class).hasMessage("declined");
    }

    @Test
    void failureWithoutAMessageIsRebuiltByTheConstructorWithoutOne() throws ResponseCodecException {
        assertThat(FailureCodec.decode(FailureCodec.encode(new Declined())).rebuilt())
                .isInstanceOf(Declined.class)
                .hasMessage(null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"java.lang.Thread", "com.acme.Unknown"})
    void whatIsNoThrowableHereIsOnlyNamed(String type) throws ResponseCodecException {
        Failure read = FailureCodec.decode("{\"type\": \"" + type + "\", \"message\": \"declined\"}");

        assertThat(read.type()).isEqualTo(type);
        assertThat(read.rebuilt()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{\"message\": \"declined\"}", "{\"type\": 1}"})
    void otherTextIsRefused(String stored) {
        assertThatExceptionOfType(ResponseCodecException.class).isThrownBy(() -> FailureCodec.decode(stored));
    }

    @Test
    void longMessageIsCut() throws ResponseCodecException {
        Throwable failure = new IllegalStateException("x".repeat(5000));

        assertThat(FailureCodec.decode(FailureCodec.encode(failure)).rebuilt()).hasMessage("x".repeat(4096));
    }
}
