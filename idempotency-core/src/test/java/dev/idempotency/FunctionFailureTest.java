package dev.idempotency;

import static dev.idempotency.Scene.LEASE;
import static dev.idempotency.Scene.MILLISECOND;
import static dev.idempotency.Scene.ORDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.idempotency.error.IdempotencyAlreadyInProgressException;
import dev.idempotency.error.IdempotencyKeyException;
import dev.idempotency.persistence.RecordStatus;
import dev.idempotency.persistence.ScriptedStore.Step;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FunctionFailureTest {

    private final Scene scene = new Scene();

    static Stream<Throwable> failures() {
        return Stream.of(
                new IOException("checked"),
                new IllegalStateException("unchecked"),
                new AssertionError("error"),
                new NoClassDefFoundError("linkage"),
                new InterruptedException("interrupted"),
                new IdempotencyKeyException("inner", "one of ours, from a nested operation"),
                new Throwable("neither"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    @Tag("F1")
    void failureReachesTheCallerAsItIsAndFreesTheKey(Throwable failure) {
        IdempotentOperation<String> charge = scene.charge();

        assertThat(catchThrowable(() -> charge.call(ORDER, () -> sneakyThrow(failure))))
                .isSameAs(failure)
                .hasNoSuppressedExceptions();

        assertThat(scene.memory.size()).isZero();
        assertThat(charge.call(ORDER, scene::receipt)).isEqualTo("receipt 1");
    }

    @ParameterizedTest
    @MethodSource("failures")
    @Tag("F1")
    void failedReleaseIsAddedToTheFailureAsSuppressed(Throwable failure) {
        RuntimeException storeFailure = new IllegalStateException("store is down");
        scene.store.failing(Step.RELEASE, storeFailure);

        assertThat(catchThrowable(() -> scene.charge().call(ORDER, () -> sneakyThrow(failure))))
                .isSameAs(failure)
                .satisfies(e -> assertThat(e.getSuppressed()).containsExactly(storeFailure));
    }

    @Test
    @Tag("F1")
    void failedReleaseLeavesTheClaimUntilItsLeaseEnds() {
        scene.store.failing(Step.RELEASE, new IllegalStateException("store is down"));
        IdempotentOperation<String> charge = scene.charge();
        fail(charge, new IllegalStateException("function"));

        assertThatExceptionOfType(IdempotencyAlreadyInProgressException.class)
                .isThrownBy(() -> charge.call(ORDER, scene::receipt));

        scene.clock.advance(LEASE.plus(MILLISECOND));
        assertThat(charge.call(ORDER, scene::receipt)).isEqualTo("receipt 1");
    }

    @Test
    @Tag("F1")
    void errorOfTheStoreOnTheWayOutDoesNotReplaceTheFailure() {
        Error storeFailure = new NoClassDefFoundError("store is half loaded");
        scene.store.before(Step.RELEASE, () -> {
            throw storeFailure;
        });
        IllegalStateException failure = new IllegalStateException("function");

        assertThat(fail(scene.charge(), failure)).isSameAs(failure);
        assertThat(failure.getSuppressed()).containsExactly(storeFailure);
    }

    @Test
    @Tag("F1")
    void failureThatFunctionAndStoreShareReachesTheCallerAsItIs() {
        IllegalStateException shared = new IllegalStateException("connection is closed");
        scene.store.failing(Step.RELEASE, shared);

        assertThat(fail(scene.charge(), shared)).isSameAs(shared);
    }

    @Test
    @Tag("F1")
    void onlyTheOwnersClaimIsReleasedByItsFailure() {
        IdempotentOperation<String> charge = scene.charge();
        IllegalStateException failure = new IllegalStateException("function");

        Throwable thrown = catchThrowable(() -> charge.call(ORDER, () -> {
            scene.clock.advance(LEASE.plus(MILLISECOND));
            scene.crash(scene.chargeElsewhere());
            throw failure;
        }));

        assertThat(thrown).isSameAs(failure);
        assertThat(scene.record().status()).isEqualTo(RecordStatus.INPROGRESS);
    }

    static Stream<VirtualMachineError> virtualMachineErrors() {
        return Stream.of(new OutOfMemoryError("test"), new StackOverflowError("test"), new InternalError("test"));
    }

    @ParameterizedTest
    @MethodSource("virtualMachineErrors")
    @Tag("F1")
    void virtualMachineErrorKeepsTheClaimUntilItsLeaseEnds(VirtualMachineError error) {
        IdempotentOperation<String> charge = scene.charge();

        assertThat(catchThrowable(() -> charge.call(ORDER, () -> sneakyThrow(error))))
                .isSameAs(error);

        assertThat(scene.store.count(Step.RELEASE)).isZero();
        assertThatExceptionOfType(IdempotencyAlreadyInProgressException.class)
                .isThrownBy(() -> charge.call(ORDER, scene::receipt));

        scene.clock.advance(LEASE.plus(MILLISECOND));
        assertThat(charge.call(ORDER, scene::receipt)).isEqualTo("receipt 1");
    }

    @Test
    @Tag("F1")
    void claimOfAnInterruptedCallIsReleasedAndTheCallerStaysInterrupted() {
        scene.store.before(Step.RELEASE, FunctionFailureTest::failIfInterrupted);
        IllegalStateException failure = new IllegalStateException("function");

        Throwable thrown = catchThrowable(() -> scene.charge().call(ORDER, () -> {
            Thread.currentThread().interrupt();
            throw failure;
        }));

        assertThat(Thread.interrupted()).as("interrupt flag after the call").isTrue();
        assertThat(thrown).isSameAs(failure).hasNoSuppressedExceptions();
        assertThat(scene.memory.size()).isZero();
    }

    @Test
    @Tag("F2")
    void resultOfAnInterruptedCallIsStoredAndTheCallerStaysInterrupted() {
        scene.store.before(Step.COMPLETE, FunctionFailureTest::failIfInterrupted);
        IdempotentOperation<String> charge = scene.charge();

        String result = charge.call(ORDER, () -> {
            Thread.currentThread().interrupt();
            return scene.receipt();
        });

        assertThat(Thread.interrupted()).as("interrupt flag after the call").isTrue();
        assertThat(result).isEqualTo("receipt 1");
        assertThat(scene.record().status()).isEqualTo(RecordStatus.COMPLETED);
    }

    @Test
    @Tag("F2")
    void failedCompletionLeavesTheCallerInterrupted() {
        scene.store.failing(Step.COMPLETE, new IllegalStateException("store is down"));

        scene.charge().call(ORDER, () -> {
            Thread.currentThread().interrupt();
            return scene.receipt();
        });

        assertThat(Thread.interrupted()).as("interrupt flag after the call").isTrue();
    }

    @Test
    void callThatWasNotInterruptedLeavesTheFlagDown() {
        scene.charge().call(ORDER, scene::receipt);

        assertThat(Thread.interrupted()).isFalse();
    }

    private static Throwable fail(IdempotentOperation<String> charge, RuntimeException failure) {
        return catchThrowable(() -> charge.call(ORDER, () -> {
            throw failure;
        }));
    }

    private static void failIfInterrupted() {
        if (Thread.currentThread().isInterrupted()) {
            throw new IllegalStateException("store's client was interrupted");
        }
    }

    @SuppressWarnings("unchecked")
    private static <X extends Throwable> String sneakyThrow(Throwable failure) throws X {
        throw (X) failure;
    }
}
