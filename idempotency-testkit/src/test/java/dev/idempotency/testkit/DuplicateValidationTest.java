package dev.idempotency.testkit;

import static dev.idempotency.testkit.Scene.LEASE;
import static dev.idempotency.testkit.Scene.join;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.idempotency.IdempotencyConfig;
import dev.idempotency.IdempotentOperation;
import dev.idempotency.OnConflict;
import dev.idempotency.error.IdempotencyValidationException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class DuplicateValidationTest {

    private static final OnConflict TEN_SECONDS = OnConflict.waitUpTo(Duration.ofSeconds(10));

    private final Scene scene = new Scene();

    @AfterEach
    void endThreads() {
        scene.close();
    }

    @Test
    @Tag("R2")
    void joinedDuplicateIsValidatedAgainstTheRecordThatAnswersIt() throws Exception {
        FaultyStore dying = new FaultyStore(scene.server).on(Step.COMPLETE, Fault.crashBefore());
        Map<String, Object> honest = Map.of("user", "u", "amount", 1);
        scene.charge(scene.config(dying).eventKeyJmesPath("user")).call(honest, () -> "lost");
        IdempotentOperation<String> charge = scene.charge(scene.config()
                .onConflict(OnConflict.waitUpTo(LEASE.multipliedBy(2)))
                .eventKeyJmesPath("user")
                .payloadValidationJmesPath("amount"));

        Future<String> leader = onAnotherThread(charge, honest);
        scene.time.awaitWaiters(1);
        Future<String> tampered = onAnotherThread(charge, Map.of("user", "u", "amount", 2));
        scene.time.awaitWaiters(2);
        scene.time.advance(LEASE.plus(Duration.ofSeconds(2)));

        assertThat(join(leader)).isEqualTo("receipt 1");
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> join(tampered))
                .withCauseInstanceOf(IdempotencyValidationException.class);
    }

    @Test
    @Tag("R2")
    void joinedDuplicateIsValidatedBeforeItWaits() {
        IdempotentOperation<String> charge =
                scene.charge(waiting().eventKeyJmesPath("user").payloadValidationJmesPath("amount"));

        charge.call(Map.of("user", "u", "amount", 1), () -> {
            Future<String> tampered = onAnotherThread(charge, Map.of("user", "u", "amount", 2));
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(() -> join(tampered))
                    .withCauseInstanceOf(IdempotencyValidationException.class);
            return scene.receipt();
        });

        assertThat(scene.runs).hasValue(1);
        assertThat(scene.heard).containsExactly("claimed", "payloadMismatch", "completed");
    }

    @Test
    @Tag("R2")
    void duplicateElsewhereIsValidatedBeforeItIsRefused() {
        UnaryOperator<IdempotencyConfig.Builder> validating =
                config -> config.eventKeyJmesPath("user").payloadValidationJmesPath("amount");
        IdempotentOperation<String> elsewhere =
                scene.charge(validating.apply(scene.config(new FaultyStore(scene.server))));

        scene.charge(validating.apply(scene.config())).call(Map.of("user", "u", "amount", 1), () -> {
            assertThatExceptionOfType(IdempotencyValidationException.class)
                    .isThrownBy(() -> elsewhere.call(Map.of("user", "u", "amount", 2), scene::receipt));
            return scene.receipt();
        });

        assertThat(scene.runs).hasValue(1);
    }

    @Test
    @Tag("R2")
    void duplicateThatWaitedElsewhereIsValidatedAgainstTheRecordItWaitedFor() throws Exception {
        Map<String, Object> honest = Map.of("user", "u", "amount", 1);
        FaultyStore first = new FaultyStore(scene.server);
        IdempotentOperation<String> charge =
                scene.charge(waiting().eventKeyJmesPath("user").payloadValidationJmesPath("amount"));
        CompletableFuture<Future<String>> tampered = new CompletableFuture<>();

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> scene.charge(scene.config(first).eventKeyJmesPath("user"))
                        .call(honest, () -> {
                            tampered.complete(onAnotherThread(charge, Map.of("user", "u", "amount", 2)));
                            scene.time.awaitWaiters(1);
                            throw new IllegalStateException("declined");
                        }));
        scene.charge(scene.config(first).eventKeyJmesPath("user").payloadValidationJmesPath("amount"))
                .call(honest, () -> "elsewhere");
        scene.driveUntilDone(join(tampered));

        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> join(join(tampered)))
                .withCauseInstanceOf(IdempotencyValidationException.class);
    }

    @Test
    @Tag("R2")
    void honestDuplicateIsNotHeldAgainstATamperedOneInFlight() throws Exception {
        IdempotentOperation<String> charge =
                scene.charge(waiting().eventKeyJmesPath("user").payloadValidationJmesPath("amount"));
        Map<String, Object> honest = Map.of("user", "u", "amount", 1);
        charge.call(honest, scene::receipt);
        CompletableFuture<Future<String>> duplicate = new CompletableFuture<>();
        scene.store.on(Step.ACQUIRE, Fault.delayedRequest(() -> {
            duplicate.complete(onAnotherThread(charge, honest));
            awaitWaiter();
        }));

        assertThatExceptionOfType(IdempotencyValidationException.class)
                .isThrownBy(() -> charge.call(Map.of("user", "u", "amount", 2), scene::receipt));

        assertThat(join(join(duplicate))).isEqualTo("receipt 1");
    }

    private Future<String> onAnotherThread(IdempotentOperation<String> operation, Map<String, Object> order) {
        return scene.threads().submit(() -> operation.call(order, scene::receipt));
    }

    private void awaitWaiter() {
        try {
            scene.time.awaitWaiters(1);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private IdempotencyConfig.Builder waiting() {
        return scene.config().onConflict(TEN_SECONDS);
    }
}
