package dev.idempotency.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class JacksonDefaultsTest {

    @Test
    @Tag("K1")
    void everyReadablePropertyOfAPayloadCounts() {
        assertThat(JacksonDefaults.payloadMapper().valueToTree(new Bill(3)).toString())
                .isEqualTo("{\"amount\":3,\"paid\":true}");
    }

    @Test
    @Tag("R1")
    void derivedPropertiesAreNoPartOfAResponse() {
        assertThat(JacksonDefaults.responseMapper().valueToTree(new Bill(3)).toString())
                .isEqualTo("{\"amount\":3}");
    }

    @Test
    void timesAreText() {
        for (ObjectMapper mapper :
                new ObjectMapper[] {JacksonDefaults.payloadMapper(), JacksonDefaults.responseMapper()}) {
            assertThat(mapper.valueToTree(Instant.EPOCH).asText()).isEqualTo("1970-01-01T00:00:00Z");
            assertThat(mapper.valueToTree(Duration.ofSeconds(90)).asText()).isEqualTo("PT1M30S");
            assertThat(mapper.valueToTree(Optional.of("a")).asText()).isEqualTo("a");
            assertThat(mapper.valueToTree(Optional.empty()).isNull()).isTrue();
        }
    }

    @Test
    void everyMapperIsTheCallersOwn() {
        assertThat(JacksonDefaults.payloadMapper()).isNotSameAs(JacksonDefaults.payloadMapper());
        assertThat(JacksonDefaults.responseMapper()).isNotSameAs(JacksonDefaults.responseMapper());
    }

    record Bill(int amount) {

        public boolean isPaid() {
            return amount > 0;
        }
    }
}
