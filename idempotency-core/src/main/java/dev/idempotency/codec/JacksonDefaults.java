package dev.idempotency.codec;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/** The mappers used where the user gives none: plain Jackson that knows java.time and Optional. */
public final class JacksonDefaults {

    private JacksonDefaults() {}

    /** Makes a mapper for payloads: every readable property counts, times are ISO-8601 text. */
    public static ObjectMapper payloadMapper() {
        return builder().build();
    }

    /**
     * Makes a mapper for responses: what it writes it can read. Derived properties that nothing could set again, such
     * as {@code isPaid()} of a record, are left out; unknown properties and changed zones are not silently accepted.
     */
    public static ObjectMapper responseMapper() {
        return builder().enable(MapperFeature.REQUIRE_SETTERS_FOR_GETTERS).build();
    }

    private static JsonMapper.Builder builder() {
        return JsonMapper.builder()
                .addModules(new JavaTimeModule(), new Jdk8Module())
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE);
    }
}
