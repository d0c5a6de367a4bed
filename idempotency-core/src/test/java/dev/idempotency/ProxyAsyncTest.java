package dev.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.idempotency.error.IdempotencyAlreadyInProgressException;
import dev.idempotency.error.IdempotencyRecordedFailureException;
import dev.idempotency.persistence.InMemoryPersistenceStore;
import dev.idempotency.shop.PaymentException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Methods that return stages, and failures that are recorded. */
class ProxyAsyncTest {

    private final InMemoryPersistenceStore store = new InMemoryPersistenceStore();
    private final AtomicInteger runs = new AtomicInteger();
    private final CompletableFuture<String> work = new CompletableFuture<>();
    private final CompletableFuture<Void> started = new CompletableFuture<>();

    interface Payments {

        @Idempotent
        CompletableFuture<String> pay(String id) throws PaymentException;
    }

    interface Tills {

        @Idempotent
        String pay(String id) throws PaymentException;
    }

    private Payments payments(IdempotencyConfig.Builder config) {
        return Idempotency.proxy(
                Payments.class,
                id -> {
                    runs.incrementAndGet();
                    started.complete(null);
                    return work;
                },
                config.build());
    }

    private IdempotencyConfig.Builder config() {
        return IdempotencyConfig.builder(store);
    }

    private IdempotencyConfig.Builder waiting() {
        return config().onConflict(OnConflict.waitUpTo(Duration.ofMinutes(1)));
    }

    private static String resultOf(CompletableFuture<String> call) {
        return call.orTimeout(1, TimeUnit.MINUTES).join();
    }

    @Test
    @Tag("C6")
    void duplicateOfARunningCallJoinsIt() throws PaymentException {
        Payments payments = payments(waiting());
        CompletableFuture<String> first = payments.pay("a");
        started.orTimeout(1, TimeUnit.MINUTES).join();
        CompletableFuture<String> duplicate = payments.pay("a");
        work.complete("paid");

        assertThat(resultOf(duplicate)).isEqualTo(resultOf(first)).isEqualTo("paid");
        assertThat(runs).hasValue(1);
    }

    @Test
    void duplicateOnAnotherMachineWaits() throws PaymentException {
        CompletableFuture<String> first = payments(waiting()).pay("a");
        started.orTimeout(1, TimeUnit.MINUTES).join();
        CompletableFuture<String> duplicate = payments(waiting()).pay("a");
        work.complete("paid");

        assertThat(resultOf(duplicate)).isEqualTo(resultOf(first)).isEqualTo("paid");
        assertThat(runs).hasValue(1);
    }

    @Test
    @Tag("C6")
    void duplicateOfARunningCallIsRefusedWhereWaitingIsOff() throws PaymentException {
        Payments here = payments(config());
        CompletableFuture<String> first = here.pay("a");
        started.orTimeout(1, TimeUnit.MINUTES).join();

        assertThatThrownBy(() -> resultOf(here.pay("a")))
                .hasCauseInstanceOf(IdempotencyAlreadyInProgressException.class);
        assertThatThrownBy(() -> resultOf(payments(config()).pay("a")))
                .hasCauseInstanceOf(IdempotencyAlreadyInProgressException.class);
        work.complete("paid");
        assertThat(resultOf(first)).isEqualTo("paid");
    }

    @Test
    void followersCompeteWhenTheRunningCallFails() throws PaymentException {
        Payments payments = payments(waiting());
        CompletableFuture<String> first = payments.pay("a");
        started.orTimeout(1, TimeUnit.MINUTES).join();
        CompletableFuture<String> duplicate = payments.pay("a");
        PaymentException declined = new PaymentException("declined");
        work.completeExceptionally(declined);

        assertThatThrownBy(() -> resultOf(first)).cause().isSameAs(declined);
        assertThatThrownBy(() -> resultOf(duplicate)).cause().isSameAs(declined);
        assertThat(runs).hasValue(2);
        assertThat(store.size()).isZero();
    }

    @Test
    void stageThatIsNotThereIsAFailure() {
        Payments absent = Idempotency.proxy(Payments.class, id -> Scene.nothing(), config().build());

        assertThatThrownBy(() -> resultOf(absent.pay("a")))
                .hasCauseInstanceOf(NullPointerException.class)
                .hasMessageContaining("null in place of a stage");
    }

    @Test
    void disabledCallsGoStraightToTheMethod() throws PaymentException {
        Payments payments = payments(config().disabled(true));
        CompletableFuture<String> first = payments.pay("a");
        CompletableFuture<String> second = payments.pay("a");
        PaymentException declined = new PaymentException("declined");
        work.completeExceptionally(declined);

        assertThatThrownBy(() -> resultOf(first)).cause().isSameAs(declined);
        assertThatThrownBy(() -> resultOf(second)).cause().isSameAs(declined);
        assertThat(runs).hasValue(2);
    }

    @Test
    void executorThatRefusesFailsTheCallBeforeItRuns() throws PaymentException {
        Payments payments = payments(config().asyncExecutor(step -> {
            throw new RejectedExecutionException("shut down");
        }));

        assertThatThrownBy(() -> resultOf(payments.pay("a"))).hasCauseInstanceOf(RejectedExecutionException.class);
        assertThat(runs).hasValue(0);
        assertThat(store.size()).isZero();
    }

    @Test
    @Tag("F3")
    void recordedFailureIsToldToDuplicatesOfEitherKind() {
        IdempotencyConfig recording =
                config().failurePolicy(failure -> FailureAction.RECORD).build();
        PaymentException declined = new PaymentException("declined");
        work.completeExceptionally(declined);
        Payments payments = Idempotency.proxy(Payments.class, id -> work, recording);
        Tills tills = Idempotency.proxy(
                Tills.class,
                id -> {
                    throw declined;
                },
                recording);

        assertThatThrownBy(() -> resultOf(payments.pay("a"))).cause().isSameAs(declined);
        assertThatThrownBy(() -> resultOf(payments.pay("a"))).cause().satisfies(ProxyAsyncTest::assertRecorded);
        assertThatThrownBy(() -> tills.pay("a")).isSameAs(declined);
        assertThatThrownBy(() -> tills.pay("a")).satisfies(ProxyAsyncTest::assertRecorded);
    }

    private static void assertRecorded(Throwable thrown) {
        assertThat(thrown)
                .isInstanceOfSatisfying(
                        IdempotencyRecordedFailureException.class,
                        recorded -> assertThat(recorded.failureType()).isEqualTo(PaymentException.class.getName()))
                .cause()
                .isExactlyInstanceOf(PaymentException.class)
                .hasMessage("declined");
    }
}
