package dev.idempotency.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.idempotency.FailureAction;
import dev.idempotency.persistence.RecordStatus;
import dev.idempotency.testkit.simulation.Granularity;
import dev.idempotency.testkit.simulation.Invariant;
import dev.idempotency.testkit.simulation.InvariantViolation;
import dev.idempotency.testkit.simulation.Scenario;
import dev.idempotency.testkit.simulation.Simulation;
import dev.idempotency.testkit.simulation.SimulationReport;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The engine in every order of two callers' requests with one fault, and in random schedules beyond. */
class SimulationTest {

    private static final long SEED = 20261121;
    private static final int SAMPLES = Integer.getInteger("simulation.samples", 2_000);

    private static final Scenario TWO_PROCESSES =
            Scenario.of(2, 2).withFaults(1).withGranularity(Granularity.REQUESTS);
    private static final Scenario ONE_PROCESS = Scenario.of(2, 1).withFaults(1).withGranularity(Granularity.REQUESTS);
    private static final Scenario FAILING = TWO_PROCESSES.withFunctionFailures(1, FailureAction.RELEASE);

    static Stream<Arguments> scenarios() {
        return Stream.of(
                arguments("two processes", TWO_PROCESSES),
                arguments("two processes that wait", TWO_PROCESSES.withWaiting(8)),
                arguments("one process", ONE_PROCESS),
                arguments("one process that waits", ONE_PROCESS.withWaiting(8)),
                arguments("a failing function", FAILING));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    @Tag("C1")
    void everyOrderOfRequestsWithOneFaultKeepsThePromises(String name, Scenario scenario) {
        SimulationReport report = Simulation.of(scenario).exploreAll();

        System.out.println("simulation, " + name + ": " + report);
        assertThat(report.schedules()).isPositive();
    }

    @Test
    @Tag("C1")
    void randomSchedulesKeepThePromises() {
        SimulationReport report = Simulation.ofRandomScenarios().sample(SEED, SAMPLES);

        System.out.println("simulation, random with seed " + SEED + ": " + report);
        assertThat(report.schedules()).isEqualTo(SAMPLES);
    }

    static Stream<Arguments> brokenServers() {
        return Stream.of(
                arguments(TWO_PROCESSES, broken(server -> server.isCompletable = (existing, completed) -> true)),
                arguments(FAILING, broken(server -> server.isReleasable = (existing, owner) -> true)),
                arguments(TWO_PROCESSES, broken(server -> server.isOver = (existing, now) -> false)),
                arguments(
                        TWO_PROCESSES,
                        broken(server -> server.isOver = (existing, now) -> existing.status() == RecordStatus.COMPLETED
                                || existing.statusAt(now) == RecordStatus.EXPIRED)));
    }

    @ParameterizedTest
    @MethodSource("brokenServers")
    void serverThatBreaksItsDutyIsFoundOut(Scenario scenario, Consumer<MapStore> bug) {
        InvariantViolation violation = catchThrowableOfType(InvariantViolation.class, () -> Simulation.of(scenario)
                .over(moment -> {
                    MapStore server = new MapStore();
                    bug.accept(server);
                    return server;
                })
                .exploreAll());

        System.out.println("simulation, broken server: " + violation.invariant());
        assertThat(violation.invariant()).isIn((Object[]) Invariant.values());
    }

    private static Consumer<MapStore> broken(Consumer<MapStore> bug) {
        return bug;
    }
}
