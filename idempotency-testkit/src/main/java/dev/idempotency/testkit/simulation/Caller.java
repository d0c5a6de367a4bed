package dev.idempotency.testkit.simulation;

import dev.idempotency.error.IdempotencyException;
import dev.idempotency.error.IdempotencyRecordedFailureException;
import dev.idempotency.testkit.simulation.SimulatedFault.Place;
import org.jspecify.annotations.Nullable;

/** A client that wants an order charged: it calls, runs the function if it has to, and calls again if it is refused. */
final class Caller {

    private final String name;
    private final String order;
    private final SimulatedProcess process;
    private final Stage stage;

    Caller(String name, String order, SimulatedProcess process, Stage stage) {
        this.name = name;
        this.order = order;
        this.process = process;
        this.stage = stage;
    }

    /** Calls until there is an answer, a number of times at most. */
    void call(int atMost) {
        for (int calls = 1; calls <= atMost; calls++) {
            RuntimeException failure = callOnce();
            if (failure == null) {
                return;
            }
            if (failure instanceof IdempotencyException && calls < atMost) {
                stage.scheduler().await(() -> false, Scenario.RETRY_SECONDS);
            }
        }
    }

    /** Why there was no answer, or {@code null} if there was one. */
    @Nullable
    RuntimeException callOnce() {
        Call call = stage.auditor().begin(name, process, order);
        stage.journal().note(name, () -> "calls");
        try {
            String result = process.charge().call(order, () -> charge(call));
            stage.journal().note(name, () -> "gets " + result);
            stage.auditor().returned(call, result);
            return null;
        } catch (RuntimeException e) {
            stage.journal().note(name, () -> "gets " + e);
            stage.auditor().threw(call, e);
            return e instanceof IdempotencyRecordedFailureException ? null : e;
        }
    }

    /** The function: begins, has its effect, and ends. */
    private String charge(Call call) {
        String run = stage.auditor().run(call);
        act("begins " + run);
        stage.scheduler().await(() -> false, stage.scenario().functionSeconds());
        act("charges the card in " + run);
        if (stage.misfortune().functionFails()) {
            act("fails in " + run);
            throw call.failsWith(new IllegalStateException(run));
        }
        act("ends " + run);
        return run;
    }

    private void act(String what) {
        stage.journal().note(name, () -> what);
        process.point(Place.IN_FUNCTION);
    }
}
