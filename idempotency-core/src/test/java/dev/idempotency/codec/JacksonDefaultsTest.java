package dev.idempotency.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class JacksonDefaultsTest {

    @Test
    @Tag("K1")
    void everyReadablePropertyOfAPayloadCounts() {
        assertThat(JacksonDefaults.mapper().valueToTree(new Bill(3)).toString())
                .isEqualTo("{\"amount\":3,\"paid\":true}");
    }

    @Test
    @Tag("R1")
    void derivedPropertiesArePassedOverWhenRead() throws IOException {
        assertThat(JacksonDefaults.mapper().readValue("{\"amount\":3,\"paid\":{\"any\":[]}}", Bill.class))
                .isEqualTo(new Bill(3));
    }

    @Test
    @Tag("R3")
    void propertiesThatTheClassDoesNotHaveAreAnError() {
        assertThatExceptionOfType(UnrecognizedPropertyException.class)
                .isThrownBy(() -> JacksonDefaults.mapper().readValue("{\"amount\":3,\"total\":3}", Bill.class));
    }

    @Test
    void timesAreText() {
        ObjectMapper mapper = JacksonDefaults.mapper();

        assertThat(mapper.valueToTree(Instant.EPOCH).asText()).isEqualTo("1970-01-01T00:00:00Z");
        assertThat(mapper.valueToTree(Duration.ofSeconds(90)).asText()).isEqualTo("PT1M30S");
        assertThat(mapper.valueToTree(Optional.of("a")).asText()).isEqualTo("a");
        assertThat(mapper.valueToTree(Optional.empty()).isNull()).isTrue();
    }

    @Test
    void everyMapperIsTheCallersOwn() {
        assertThat(JacksonDefaults.mapper()).isNotSameAs(JacksonDefaults.mapper());
    }

    record Bill(int amount) {

        public boolean isPaid() {
            return amount > 0;
        }
    }
}
