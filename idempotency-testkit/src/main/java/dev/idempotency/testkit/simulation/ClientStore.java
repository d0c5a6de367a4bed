package dev.idempotency.testkit.simulation;

import dev.idempotency.persistence.Acquisition;
import dev.idempotency.persistence.IdempotencyRecord;
import dev.idempotency.persistence.PersistenceStore;
import dev.idempotency.testkit.SimulatedOutage;
import dev.idempotency.testkit.Step;
import dev.idempotency.testkit.simulation.SimulatedFault.Place;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One process's view of the server: a network on which requests and answers meet with faults. */
final class ClientStore implements PersistenceStore {

    private final SimulatedProcess process;
    private final Stage stage;

    ClientStore(SimulatedProcess process, Stage stage) {
        this.process = process;
        this.stage = stage;
    }

    @Override
    public Acquisition acquire(IdempotencyRecord claim, Instant now) {
        return send(Step.ACQUIRE, claim.key(), claim.owner(), now, server -> server.acquire(claim, now));
    }

    @Override
    public Optional<IdempotencyRecord> find(String key) {
        return send(Step.FIND, key, null, Instant.MAX, server -> server.find(key));
    }

    @Override
    public boolean complete(IdempotencyRecord completed) {
        return send(
                Step.COMPLETE, completed.key(), completed.owner(), Instant.MAX, server -> server.complete(completed));
    }

    @Override
    public boolean renew(IdempotencyRecord claim) {
        return send(Step.RENEW, claim.key(), claim.owner(), Instant.MAX, server -> server.renew(claim));
    }

    @Override
    public boolean release(String key, String owner) {
        return send(Step.RELEASE, key, owner, Instant.MAX, server -> server.release(key, owner));
    }

    private <T> T send(
            Step step, String key, @Nullable String owner, Instant now, Function<PersistenceStore, T> action) {
        Request<T> request =
                new Request<>(stage.scheduler().currentName(process.name()), step, key, owner, now, action);
        while (true) {
            beforeRequest(request);
            T answer = stage.server().serve(request);
            if (isAnswered(request)) {
                return answer;
            }
        }
    }

    private void beforeRequest(Request<?> request) {
        SimulatedFault fault = process.point(request.isRead() ? Place.BEFORE_READ : Place.BEFORE_WRITE);
        if (fault == SimulatedFault.FAILED_CALL) {
            throw new SimulatedOutage("request not sent");
        }
        if (fault == SimulatedFault.LATE_REQUEST) {
            stage.scheduler().post(() -> stage.server().serveLate(request));
            throw new SimulatedOutage("request timed out");
        }
    }

    /** {@code false} if the request has to be sent again. */
    private boolean isAnswered(Request<?> request) {
        SimulatedFault fault = process.point(request.isRead() ? Place.AFTER_READ : Place.AFTER_WRITE);
        if (fault == SimulatedFault.LOST_RESPONSE) {
            throw new SimulatedOutage("response lost");
        }
        if (fault == SimulatedFault.DELAYED_DUPLICATE) {
            stage.scheduler().post(() -> stage.server().serveLate(request));
        }
        return fault != SimulatedFault.LOST_RESPONSE_RETRIED;
    }
}
