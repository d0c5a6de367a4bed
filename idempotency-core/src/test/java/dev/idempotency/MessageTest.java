package dev.idempotency;

import static dev.idempotency.Scene.LEASE;
import static dev.idempotency.Scene.MILLISECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.idempotency.error.IdempotencyAlreadyInProgressException;
import dev.idempotency.error.IdempotencyException;
import dev.idempotency.error.IdempotencyKeyException;
import dev.idempotency.error.IdempotencyPersistenceException;
import dev.idempotency.error.IdempotencyResponseException;
import dev.idempotency.error.IdempotencyResponseNotStoredException;
import dev.idempotency.error.IdempotencyValidationException;
import dev.idempotency.persistence.ScriptedStore.Step;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MessageTest {

    private static final String SECRET = "4242424242424242";
    private static final Map<String, Object> PAYLOAD = Map.of("userId", "u1", "card", SECRET);
    private static final Map<String, Object> OTHER_CARD = Map.of("userId", "u1", "card", SECRET + "0");

    private final Scene scene = new Scene();
    private String prefix = "";

    /** A way to an exception of the family. */
    record Way(Class<? extends IdempotencyException> type, String name, Consumer<MessageTest> path) {

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Way> ways() {
        return Stream.of(
                new Way(IdempotencyKeyException.class, "no key", test -> test.call(null, test::secretResult)),
                new Way(
                        IdempotencyAlreadyInProgressException.class,
                        "in progress",
                        test -> test.call(PAYLOAD, () -> test.call(PAYLOAD, test::secretResult))),
                new Way(IdempotencyValidationException.class, "other payload", test -> {
                    test.call(PAYLOAD, test::secretResult);
                    test.call(OTHER_CARD, test::secretResult);
                }),
                new Way(IdempotencyPersistenceException.class, "store is down", test -> {
                    test.scene.store.failing(Step.ACQUIRE, new IllegalStateException("store is down"));
                    test.call(PAYLOAD, test::secretResult);
                }),
                new Way(IdempotencyResponseException.class, "no response", test -> test.replay(null)),
                new Way(IdempotencyResponseException.class, "no JSON", test -> test.replay("no JSON " + SECRET)),
                new Way(IdempotencyResponseException.class, "other JSON", test -> test.replay("[" + SECRET + "]")),
                new Way(IdempotencyResponseNotStoredException.class, "not stored", test -> {
                    test.scene.store.failing(Step.COMPLETE, new IllegalStateException("store is down"));
                    test.call(PAYLOAD, test::secretResult);
                }));
    }

    private void replay(@Nullable String response) {
        call(PAYLOAD, this::secretResult);
        scene.memory.complete(scene.record()
                .completed(response, scene.clock.instant(), scene.record().expiresAt()));
        call(PAYLOAD, this::secretResult);
    }

    @ParameterizedTest
    @MethodSource("ways")
    @Tag("F3")
    void exceptionTellsTheOperationAndTheKey(Way way) {
        IdempotencyException failure = thrownOn(way);

        assertThat(failure.operation()).isEqualTo("charge");
        if (failure instanceof IdempotencyKeyException) {
            assertThat(failure.key()).isNull();
        } else {
            assertThat(failure.key()).startsWith("charge#").isEqualTo(currentKey());
            assertThat(failure).hasMessageContaining(currentKey());
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    @Tag("F3")
    void exceptionTellsThePrefixAsPartOfTheOperation(Way way) {
        prefix = "billing";

        assertThat(thrownOn(way).operation()).isEqualTo("billing.charge");
    }

    @ParameterizedTest
    @MethodSource("ways")
    @Tag("F4")
    void neitherExceptionNorLogHoldsPayloadOrResponse(Way way) {
        try (CapturedLog log = new CapturedLog()) {
            IdempotencyException failure = thrownOn(way);

            assertThat(stackTrace(failure)).doesNotContain(SECRET);
            assertThat(log.text()).doesNotContain(SECRET);
        }
    }

    @Test
    @Tag("F4")
    void lostResultIsLoggedWithItsKeyOnly() {
        scene.store.failing(Step.COMPLETE, new IllegalStateException("store is down"));
        try (CapturedLog log = new CapturedLog()) {
            scene.charge().call(PAYLOAD, this::secretResult);

            assertThat(log.text())
                    .contains("ERROR", scene.record().key(), "store is down")
                    .doesNotContain(SECRET);
        }
    }

    @Test
    @Tag("F4")
    void lostLeaseIsLoggedWithItsKeyOnly() {
        IdempotentOperation<String> charge = scene.charge();
        try (CapturedLog log = new CapturedLog()) {
            charge.call(PAYLOAD, () -> {
                scene.clock.advance(LEASE.plus(MILLISECOND));
                return scene.chargeElsewhere().call(PAYLOAD, this::secretResult);
            });

            assertThat(log.text()).contains("WARN", scene.record().key()).doesNotContain(SECRET);
        }
    }

    @Test
    @Tag("F4")
    void unprotectedCallIsLoggedWithItsOperationOnly() {
        IdempotentOperation<String> charge =
                scene.charge(scene.config().eventKeyJmesPath("missing").missingKey(MissingKey.RUN_UNPROTECTED));
        try (CapturedLog log = new CapturedLog()) {
            charge.call(PAYLOAD, this::secretResult);

            assertThat(log.text()).contains("WARN", "charge").doesNotContain(SECRET);
        }
    }

    @Test
    void quietCallLogsNothing() {
        IdempotentOperation<String> charge = scene.charge();
        try (CapturedLog log = new CapturedLog()) {
            charge.call(PAYLOAD, this::secretResult);
            charge.call(PAYLOAD, this::secretResult);

            assertThat(log.text()).isEmpty();
        }
    }

    private IdempotencyException thrownOn(Way way) {
        return catchThrowableOfType(way.type(), () -> way.path().accept(this));
    }

    private String call(@Nullable Object payload, ThrowingSupplier<String, RuntimeException> function) {
        return scene.charge(scene.config()
                        .keyPrefix(prefix)
                        .eventKeyJmesPath("userId")
                        .payloadValidationJmesPath("card")
                        .onCompletionFailure(CompletionFailure.THROW))
                .call(payload, function);
    }

    private String secretResult() {
        return "paid with " + SECRET;
    }

    /** Of the one key that all the payloads share. */
    private String currentKey() {
        scene.store.heal();
        scene.clock.advance(LEASE.multipliedBy(100));
        call(PAYLOAD, () -> "");
        return scene.record().key();
    }

    private static String stackTrace(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }
}
