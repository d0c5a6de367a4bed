package dev.idempotency.testkit.simulation;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.idempotency.Idempotency;
import dev.idempotency.IdempotencyConfig;
import dev.idempotency.IdempotencyEvent;
import dev.idempotency.IdempotencyListener;
import dev.idempotency.IdempotentOperation;
import dev.idempotency.OnConflict;
import dev.idempotency.codec.JacksonDefaults;
import dev.idempotency.testkit.SimulatedCrash;
import dev.idempotency.testkit.simulation.SimulatedFault.Place;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What lives, stands still and dies together: one process with its engine, its callers, its heartbeat and its clock. */
final class SimulatedProcess {

    /** Shared by all schedules: a mapper is slow to make and warm up. */
    private static final ObjectMapper MAPPER = JacksonDefaults.mapper();

    private static final int CACHED_RECORDS = 8;

    private final String name;
    private final Stage stage;
    private final IdempotentOperation<String> charge;
    private boolean crashed;
    private boolean heldUp;
    private long pausedUntil;
    private int faults;

    SimulatedProcess(String name, int waitSeconds, Stage stage) {
        this.name = name;
        this.stage = stage;
        this.charge = Idempotency.with(config(waitSeconds)).operation("charge", String.class);
    }

    private IdempotencyConfig config(int waitSeconds) {
        Scenario scenario = stage.scenario();
        ProcessTime time = new ProcessTime(this, stage);
        IdempotencyConfig.Builder config = IdempotencyConfig.builder(new ClientStore(this, stage))
                .clock(time)
                .timing(time)
                .objectMapper(MAPPER)
                .lease(Duration.ofSeconds(Scenario.LEASE_SECONDS))
                .renewLease(scenario.heartbeat())
                .onConflict(waitSeconds == 0 ? OnConflict.FAIL : OnConflict.waitUpTo(Duration.ofSeconds(waitSeconds)))
                .failurePolicy(failure -> scenario.failureAction())
                .listener(new Unrecorded())
                .disabled(false);
        return scenario.localCache() ? config.localCache(CACHED_RECORDS).build() : config.build();
    }

    private final class Unrecorded implements IdempotencyListener {
        @Override
        public void completionFailed(IdempotencyEvent event, Throwable problem) {
            stage.auditor().unrecorded(SimulatedProcess.this, event.key());
        }
    }

    String name() {
        return name;
    }

    /** The operation under test, as this process knows it. */
    IdempotentOperation<String> charge() {
        return charge;
    }

    boolean hasCrashed() {
        return crashed;
    }

    void crash() {
        crashed = true;
    }

    void dieIfCrashed() {
        if (crashed) {
            throw new SimulatedCrash(name + " has crashed");
        }
    }

    long secondsPaused() {
        return Math.max(0, pausedUntil - stage.time().now());
    }

    /** Whether it lives, was never held up, and met so little trouble that its heartbeat must have got through. */
    boolean isInGoodHealth() {
        int faultsSurvived = stage.scenario().hastes() == 0 ? 1 : 0;
        return !crashed && !heldUp && faults <= faultsSurvived;
    }

    /** A scheduling point at which, once others have acted, something may go wrong. */
    @Nullable
    SimulatedFault point(Place place) {
        dieIfCrashed();
        if (place.isBeforeRequest() || stage.scenario().granularity() != Granularity.REQUESTS) {
            stage.scheduler().point();
        }
        SimulatedFault fault = stage.misfortune().strike(place);
        if (fault != null) {
            faults++;
            stage.journal()
                    .note(stage.scheduler().currentName(name), () -> "is struck by " + fault + ' ' + place.told());
            if (fault == SimulatedFault.CRASH) {
                crash();
                dieIfCrashed();
            } else if (fault == SimulatedFault.PAUSE) {
                standStill();
            }
        }
        return fault;
    }

    private void standStill() {
        heldUp = true;
        pausedUntil = stage.time().now() + Scenario.PAUSE_SECONDS;
        stage.time().in(Scenario.PAUSE_SECONDS, () -> stage.journal().note(name, () -> "goes on"));
        stage.scheduler().point();
    }
}
