package dev.idempotency.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * The metadata for native images names what is there: Caffeine finds classes of its own by names that it puts together
 * from the cache's options, and both may change.
 */
class ReachabilityMetadataTest {

    private static final String METADATA =
            "/META-INF/native-image/dev.idempotency/idempotency-core/reflect-config.json";

    @Test
    void everythingThatTheMetadataNamesIsThere() throws Exception {
        for (JsonNode entry : metadata()) {
            Class<?> type = Class.forName(entry.get("name").asText());
            for (JsonNode field : entry.path("fields")) {
                assertThat(type).hasDeclaredFields(field.get("name").asText());
            }
            for (JsonNode constructor : entry.get("methods")) {
                assertThat(constructor.get("name").asText()).isEqualTo("<init>");
                assertThat(type.getDeclaredConstructor(types(constructor.get("parameterTypes"))))
                        .isNotNull();
            }
            assertThat(Class.forName(entry.at("/condition/typeReachable").asText()))
                    .isEqualTo(CachingPersistenceStore.class);
        }
    }

    @Test
    void metadataNamesTheClassesThatCaffeineChoosesForTheLocalCache() throws Exception {
        CachingPersistenceStore store = new CachingPersistenceStore(new InMemoryPersistenceStore(), 10);
        Object cache = ((Cache<?, ?>) field(CachingPersistenceStore.class, "completedRecords", store)).asMap();
        Object nodes =
                field(Class.forName("com.github.benmanes.caffeine.cache.BoundedLocalCache"), "nodeFactory", cache);

        List<String> named = new ArrayList<>();
        metadata().forEach(entry -> named.add(entry.get("name").asText()));
        assertThat(named)
                .containsExactlyInAnyOrder(
                        cache.getClass().getName(), nodes.getClass().getName());
    }

    private static JsonNode metadata() throws IOException {
        try (InputStream file = ReachabilityMetadataTest.class.getResourceAsStream(METADATA)) {
            return new ObjectMapper().readTree(Objects.requireNonNull(file));
        }
    }

    private static Class<?>[] types(JsonNode names) throws ClassNotFoundException {
        List<Class<?>> types = new ArrayList<>();
        for (JsonNode name : names) {
            types.add(name.asText().equals("boolean") ? boolean.class : Class.forName(name.asText()));
        }
        return types.toArray(new Class<?>[0]);
    }

    private static Object field(Class<?> type, String name, Object owner) throws ReflectiveOperationException {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return Objects.requireNonNull(field.get(owner));
    }
}
