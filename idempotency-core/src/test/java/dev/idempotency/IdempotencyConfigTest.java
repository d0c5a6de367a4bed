package dev.idempotency;

import static dev.idempotency.Scene.ORDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.idempotency.persistence.CachingPersistenceStore;
import dev.idempotency.persistence.ScriptedStore.Step;
import java.io.InputStream;
import java.io.Reader;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyConfigTest {

    private static final String EXPIRIES = "allowed: durations from PT0.000000001S to PT87600H";
    private static final String LEASES = "allowed: durations from PT0.001S to PT24H";

    private final Scene scene = new Scene();

    /** Option, value as the message tells it, something of what is allowed, and how to set it. */
    @SuppressWarnings("NullAway")
    static Stream<Arguments> wrongValues() {
        return Stream.of(
                wrong("expiresAfter", "null", "allowed: anything but null", c -> c.expiresAfter(null)),
                wrong("expiresAfter", "PT0S", EXPIRIES, c -> c.expiresAfter(Duration.ZERO)),
                wrong("expiresAfter", "PT-1S", EXPIRIES, c -> c.expiresAfter(Duration.ofSeconds(-1))),
                wrong("expiresAfter", "PT87624H", EXPIRIES, c -> c.expiresAfter(Duration.ofDays(3651))),
                wrong("lease", "null", "allowed: anything but null", c -> c.lease(null)),
                wrong("lease", "PT0S", LEASES, c -> c.lease(Duration.ZERO)),
                wrong("lease", "PT-1S", LEASES, c -> c.lease(Duration.ofSeconds(-1))),
                wrong("lease", "PT0.000999S", LEASES, c -> c.lease(Duration.ofNanos(999_000))),
                wrong(
                        "lease",
                        "PT24H0.001S",
                        "PT24H",
                        c -> c.lease(Duration.ofDays(1).plusMillis(1))),
                wrong("localCache", "0", "allowed: 1 and more", c -> c.localCache(0)),
                wrong("localCache", "-1", "allowed: 1 and more", c -> c.localCache(-1)),
                wrong("missingKey", "null", "allowed: anything but null", c -> c.missingKey(null)),
                wrong("onCompletionFailure", "null", "allowed: anything but null", c -> c.onCompletionFailure(null)),
                wrong("clock", "null", "allowed: anything but null", c -> c.clock(null)),
                wrong("hashAlgorithm", "null", "allowed: anything but null", c -> c.hashAlgorithm(null)),
                wrong("hashAlgorithm", "SHA-257", "MessageDigest", c -> c.hashAlgorithm("SHA-257")),
                wrong("eventKeyJmesPath", "a.[", "not a JMESPath expression", c -> c.eventKeyJmesPath("a.[")),
                wrong(
                        "payloadValidationJmesPath",
                        "a.[",
                        "not a JMESPath expression",
                        c -> c.payloadValidationJmesPath("a.[")),
                wrong(
                        "keyPrefix",
                        "513 characters",
                        "allowed: up to 512 characters",
                        c -> c.keyPrefix("p".repeat(513))));
    }

    private static Arguments wrong(
            String option, String value, String allowed, UnaryOperator<IdempotencyConfig.Builder> change) {
        return Arguments.of(option, value, allowed, change);
    }

    @ParameterizedTest(name = "{0} = {1}")
    @MethodSource("wrongValues")
    void wrongValueIsRefusedByOptionValueAndWhatIsAllowed(
            String option, String value, String allowed, UnaryOperator<IdempotencyConfig.Builder> change) {
        IdempotencyConfig.Builder config = change.apply(scene.config());

        assertThatIllegalArgumentException()
                .isThrownBy(config::build)
                .withMessageStartingWith(option)
                .withMessageContainingAll(value, allowed);
    }

    @Test
    @SuppressWarnings("NullAway")
    void storeIsRequired() {
        IdempotencyConfig.Builder config = IdempotencyConfig.builder(null);

        assertThatIllegalArgumentException().isThrownBy(config::build).withMessageContainingAll("store", "null");
    }

    @Test
    void overlongFunctionNameOfTheEnvironmentIsRefused() {
        IdempotencyConfig.Builder config = scene.config(Map.of("AWS_LAMBDA_FUNCTION_NAME", "p".repeat(513)));

        assertThatIllegalArgumentException().isThrownBy(config::build).withMessageContainingAll("keyPrefix", "512");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n"})
    void blankOperationNameIsRefused(String name) {
        IdempotencyConfig config = scene.config().build();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> config.named(name))
                .withMessageContainingAll("operation name", "blank");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Idempotency.with(config).operation(name, String.class))
                .withMessageContainingAll("operation name", "blank");
    }

    @Test
    @SuppressWarnings("NullAway")
    void missingAndOverlongOperationNamesAreRefused() {
        IdempotencyConfig config = scene.config().build();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> config.named(null))
                .withMessageContainingAll("operation name", "null");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> config.named("n".repeat(513)))
                .withMessageContainingAll("operation name", "513", "512");
    }

    @Test
    void extremeButAllowedValuesAreTaken() {
        Settings settings = scene.config()
                .expiresAfter(Duration.ofDays(3650))
                .lease(Duration.ofMillis(1))
                .localCache(1)
                .hashAlgorithm("MD5")
                .keyPrefix("p".repeat(512))
                .build()
                .named("n".repeat(512))
                .settings();

        assertThat(settings.expiresAfter()).isEqualTo(Duration.ofDays(3650));
        assertThat(settings.lease()).isEqualTo(Duration.ofMillis(1));
        assertThat(settings.keyPrefix()).hasSize(512);
        assertThat(scene.config()
                        .expiresAfter(Duration.ofNanos(1))
                        .lease(Duration.ofDays(1))
                        .build()
                        .settings()
                        .lease())
                .isEqualTo(Duration.ofDays(1));
    }

    @Test
    void defaultsAreTheDocumentedOnes() {
        Settings settings = scene.config().build().settings();

        assertThat(settings.expiresAfter()).isEqualTo(Duration.ofHours(1));
        assertThat(settings.lease()).isEqualTo(Duration.ofSeconds(60));
        assertThat(settings.missingKey()).isEqualTo(MissingKey.FAIL);
        assertThat(settings.onCompletionFailure()).isEqualTo(CompletionFailure.RETURN_RESULT);
        assertThat(settings.responseHook()).isNull();
        assertThat(settings.keyPrefix()).isEmpty();
        assertThat(settings.store()).isSameAs(scene.store);
        assertThat(settings.disabled()).isFalse();
    }

    @Test
    void configIsNotAlteredByItsBuilderAfterwards() {
        IdempotencyConfig.Builder builder = scene.config().keyPrefix("first");
        IdempotencyConfig config = builder.build();

        builder.keyPrefix("second").lease(Duration.ofSeconds(1));

        assertThat(config.settings().keyPrefix()).isEqualTo("first");
        assertThat(config.settings().lease()).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void localCacheSparesTheStoreDuplicatesOfCompletedCalls() {
        IdempotentOperation<String> charge = scene.charge(scene.config().localCache());

        IntStream.range(0, 5).forEach(i -> charge.call(ORDER, scene::receipt));

        assertThat(scene.store.count(Step.ACQUIRE)).isEqualTo(1);
        assertThat(scene.runs).hasValue(1);
        assertThat(scene.config().localCache().build().settings().store()).isInstanceOf(CachingPersistenceStore.class);
    }

    @Test
    void hashAlgorithmMakesOtherKeys() {
        scene.charge().call(ORDER, scene::receipt);
        scene.charge(scene.config().hashAlgorithm("SHA-512")).call(ORDER, scene::receipt);

        assertThat(scene.memory.size()).isEqualTo(2);
    }

    @Test
    void givenMapperReadsPayloadsAndWritesResponses() {
        JsonMapper snakeCase = JsonMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .build();
        IdempotencyConfig config = scene.config()
                .objectMapper(snakeCase)
                .eventKeyJmesPath("user_id")
                .build();

        Idempotency.with(config)
                .operation("charge", Order.class)
                .call(new Order("u1", 7), () -> new Order("of receipt", 7));

        assertThat(scene.record().response()).contains("user_id");
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                Stream.class,
                IntStream.class,
                InputStream.class,
                Reader.class,
                Iterator.class,
                Future.class,
                CompletableFuture.class,
                CompletionStage.class
            })
    void resultThatIsNoValueIsRefused(Class<?> type) {
        Idempotency idempotency = Idempotency.with(scene.config().build());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> idempotency.operation("charge", type))
                .withMessageContainingAll("result type", type.getName(), "allowed");
    }

    @Test
    @SuppressWarnings("NullAway")
    void missingResultTypeIsRefused() {
        Idempotency idempotency = Idempotency.with(scene.config().build());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> idempotency.operation("charge", (Class<String>) null))
                .withMessageContainingAll("result type", "null");
    }

    @Test
    void genericResultThatIsNoValueIsRefused() {
        Idempotency idempotency = Idempotency.with(scene.config().build());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> idempotency.operation("charge", new TypeReference<Stream<@Nullable String>>() {}))
                .withMessageContaining("result type");
        assertThat(idempotency.operation("charge", new TypeReference<List<String>>() {}))
                .isNotNull();
    }

    record Order(String userId, int amount) {}
}
