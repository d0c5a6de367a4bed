package dev.idempotency.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.idempotency.persistence.Acquisition.Acquired;
import dev.idempotency.persistence.Acquisition.Refused;
import dev.idempotency.persistence.IdempotencyRecord;
import dev.idempotency.persistence.InMemoryPersistenceStore;
import dev.idempotency.persistence.RecordStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaultyStoreTest {

    private static final String KEY = "charge#1";
    private static final Instant NOW = HandDrivenTime.START;
    private static final IdempotencyRecord CLAIM =
            IdempotencyRecord.inProgress(KEY, "owner", NOW.plusSeconds(60), NOW.plusSeconds(3600), null);
    private static final IdempotencyRecord COMPLETED = CLAIM.completed("1", NOW, NOW.plusSeconds(3600));

    private final InMemoryPersistenceStore server = new InMemoryPersistenceStore();
    private final FaultyStore store = new FaultyStore(server);

    @Test
    void withoutAScriptEveryStepGetsThrough() {
        assertThat(store.acquire(CLAIM, NOW)).isInstanceOf(Acquired.class);
        assertThat(store.renew(CLAIM)).isTrue();
        assertThat(store.complete(COMPLETED)).isTrue();
        assertThat(store.find(KEY)).contains(COMPLETED);
        assertThat(store.release(KEY, "owner")).isFalse();

        assertThat(store.steps()).containsExactly(Step.ACQUIRE, Step.RENEW, Step.COMPLETE, Step.FIND, Step.RELEASE);
        assertThat(store.count(Step.FIND)).isEqualTo(1);
    }

    @Test
    void failedCallDoesNotReachTheServer() {
        store.on(Step.ACQUIRE, Fault.failedCall());

        assertThatExceptionOfType(SimulatedOutage.class).isThrownBy(() -> store.acquire(CLAIM, NOW));

        assertThat(server.records()).isEmpty();
    }

    @Test
    void lostResponseReachesTheServerOnly() {
        store.on(Step.ACQUIRE, Fault.lostResponse());

        assertThatExceptionOfType(SimulatedOutage.class).isThrownBy(() -> store.acquire(CLAIM, NOW));

        assertThat(server.records()).containsExactly(CLAIM);
    }

    @Test
    void retriedRequestIsTheVerySame() {
        store.on(Step.ACQUIRE, Fault.lostResponseRetried());
        store.on(Step.RELEASE, Fault.lostResponseRetried());

        assertThat(store.acquire(CLAIM, NOW)).isInstanceOf(Acquired.class);
        assertThat(store.release(KEY, "owner")).isFalse();
        assertThat(server.records()).isEmpty();
    }

    @Test
    void faultsStrikeOneRequestEachAndInOrder() {
        store.on(Step.FIND, Fault.none(), Fault.failedCall());
        store.on(Step.FIND, Fault.failedCall());

        assertThat(store.find(KEY)).isEmpty();
        assertThatExceptionOfType(SimulatedOutage.class).isThrownBy(() -> store.find(KEY));
        assertThatExceptionOfType(SimulatedOutage.class).isThrownBy(() -> store.find(KEY));
        assertThat(store.find(KEY)).isEmpty();
    }

    @Test
    void standingFaultStrikesUntilItIsReplaced() {
        store.always(Step.FIND, Fault.failedCall()).on(Step.FIND, Fault.none());

        assertThat(store.find(KEY)).isEmpty();
        assertThatExceptionOfType(SimulatedOutage.class).isThrownBy(() -> store.find(KEY));
        store.always(Step.FIND, Fault.none());
        assertThat(store.find(KEY)).isEmpty();
    }

    @Test
    void duplicateArrivesAfterFurtherSteps() {
        store.on(Step.ACQUIRE, Fault.delayedDuplicate(1));
        store.acquire(CLAIM, NOW);
        store.release(KEY, "owner");

        assertThat(server.records()).containsExactly(CLAIM);
    }

    @Test
    void lateRequestArrivesWhenItIsDelivered() {
        store.on(Step.ACQUIRE, Fault.lateRequest(5));
        assertThatExceptionOfType(SimulatedOutage.class).isThrownBy(() -> store.acquire(CLAIM, NOW));
        assertThat(server.records()).isEmpty();

        store.deliverLate();
        store.release(KEY, "owner");
        store.deliverLate();

        assertThat(server.records()).isEmpty();
    }

    @Test
    void othersActWhileARequestOrItsAnswerIsSlow() {
        List<RecordStatus> seen = new ArrayList<>();
        Runnable look = () -> server.records().forEach(record -> seen.add(record.status()));
        store.on(Step.COMPLETE, Fault.delayedRequest(look), Fault.delayedResponse(look));

        store.acquire(CLAIM, NOW);
        store.complete(COMPLETED);
        store.complete(COMPLETED);

        assertThat(seen).containsExactly(RecordStatus.INPROGRESS, RecordStatus.COMPLETED);
    }

    @Test
    void crashedProcessDoesNothingMore() {
        store.on(Step.ACQUIRE, Fault.crashBefore());
        assertThatExceptionOfType(SimulatedCrash.class).isThrownBy(() -> store.acquire(CLAIM, NOW));

        assertThatExceptionOfType(SimulatedCrash.class).isThrownBy(() -> store.acquire(CLAIM, NOW));
        assertThatExceptionOfType(SimulatedCrash.class).isThrownBy(() -> store.find(KEY));
        assertThat(store.hasCrashed()).isTrue();
        assertThat(store.steps()).containsExactly(Step.ACQUIRE);
        assertThat(server.records()).isEmpty();
    }

    @Test
    void crashAfterTheServerActedLeavesItsTrace() {
        store.on(Step.ACQUIRE, Fault.crashAfter());

        assertThatExceptionOfType(SimulatedCrash.class).isThrownBy(() -> store.acquire(CLAIM, NOW));

        assertThat(server.records()).containsExactly(CLAIM);
    }

    @Test
    void processesOverOneServerCrashOnTheirOwn() {
        store.crash();

        FaultyStore other = new FaultyStore(server);
        assertThat(other.acquire(CLAIM, NOW)).isInstanceOf(Acquired.class);
        assertThat(other.acquire(IdempotencyRecord.inProgress(KEY, "other", NOW, NOW, null), NOW))
                .isInstanceOf(Refused.class);
    }

    @Test
    void requestUnderWayReachesTheServerAfterACrash() {
        store.on(Step.ACQUIRE, Fault.delayedDuplicate(5)).on(Step.RELEASE, Fault.crashAfter());
        store.acquire(CLAIM, NOW);
        assertThatExceptionOfType(SimulatedCrash.class).isThrownBy(() -> store.release(KEY, "owner"));

        store.deliverLate();

        assertThat(server.records()).containsExactly(CLAIM);
    }
}
