package dev.idempotency.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.idempotency.FailureAction;
import dev.idempotency.testkit.simulation.Granularity;
import dev.idempotency.testkit.simulation.Scenario;
import dev.idempotency.testkit.simulation.Simulation;
import dev.idempotency.testkit.simulation.SimulationReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The engine holds every invariant: in every schedule of two callers with one key and one fault, and in many of more.
 *
 * <p>{@code -Psimulation} runs the long version, {@code -Dsimulation.seed=...} other samples.
 */
@Tag("C1")
@Tag("C3")
@Tag("C4")
class SimulationTest {

    private static final Granularity GRANULARITY =
            Granularity.valueOf(System.getProperty("simulation.granularity", "REQUESTS"));
    private static final int SAMPLES = Integer.getInteger("simulation.samples", 5_000);
    private static final long SEED = Long.getLong("simulation.seed", 20261121);

    private static final Duration SHORT = Duration.ofSeconds(2);
    private static final Duration LONGER_THAN_A_LEASE = Duration.ofSeconds(7);

    private static final List<SimulationReport> REPORTS = new ArrayList<>();

    static Stream<Arguments> twoCallersOneKeyOneFault() {
        return Stream.of(Granularity.values())
                .filter(granularity -> granularity.compareTo(GRANULARITY) <= 0)
                .flatMap(granularity -> scenarios(granularity).entrySet().stream()
                        .map(named -> arguments(named.getKey() + ", by " + granularity, named.getValue())));
    }

    private static Map<String, Scenario> scenarios(Granularity granularity) {
        Scenario apart = common(Scenario.of(2, 2), granularity);
        Scenario outlasting = apart.withFunctionTaking(LONGER_THAN_A_LEASE);
        Scenario together = common(Scenario.of(2, 1), granularity);
        Scenario waiting = together.withWaiting(LONGER_THAN_A_LEASE);
        boolean stepwise = granularity != Granularity.REQUESTS;
        Map<String, Scenario> named = new LinkedHashMap<>();
        named.put("two processes", apart);
        named.put("two processes, duplicates wait", apart.withWaiting(stepwise ? SHORT : LONGER_THAN_A_LEASE));
        named.put(
                "two processes, slow threads",
                stepwise ? apart.withFaults(0).withSlowThreads(1) : apart.withSlowThreads(1));
        named.put("two processes, function outlasts the lease", outlasting);
        named.put("two processes, no heartbeat", outlasting.withoutHeartbeat());
        named.put("two processes, failure released", apart.withFunctionFailures(1, FailureAction.RELEASE));
        named.put("two processes, failure recorded", apart.withFunctionFailures(1, FailureAction.RECORD));
        named.put("two processes, claim held", apart.withFunctionFailures(1, FailureAction.HOLD));
        named.put("one process", together);
        named.put("one process, duplicates wait", waiting);
        named.put("one process, local cache", waiting.withLocalCache());
        named.put("one process, failure released", waiting.withFunctionFailures(1, FailureAction.RELEASE));
        named.put("one process, failure recorded", waiting.withFunctionFailures(1, FailureAction.RECORD));
        return named;
    }

    /** Where callers may be overtaken at every step, two calls each would make more schedules than can be run. */
    private static Scenario common(Scenario scenario, Granularity granularity) {
        return scenario.withFaults(1)
                .withGranularity(granularity)
                .withCalls(granularity == Granularity.REQUESTS ? 2 : 1);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    @DisplayName("every schedule of two callers with one key and one fault keeps the promises")
    void twoCallersOneKeyOneFault(String name, Scenario scenario) {
        tell("every schedule of " + name, Simulation.of(scenario).exploreAll());
    }

    @Test
    @DisplayName("random schedules of random scenarios keep the promises")
    void randomSchedulesOfRandomScenarios() {
        String name = "random schedules with seed " + SEED;
        System.out.println("simulation: " + name);
        SimulationReport report = Simulation.ofRandomScenarios().sample(SEED, SAMPLES);

        tell(name, report);
        assertThat(report.schedules()).isEqualTo(SAMPLES);
    }

    private static void tell(String what, SimulationReport report) {
        System.out.println("simulation: " + what + ": " + report);
        REPORTS.add(report);
        assertThat(report.schedules()).isPositive();
    }

    @AfterAll
    static void tellTotal() {
        REPORTS.stream()
                .reduce(SimulationReport::plus)
                .ifPresent(total -> System.out.println("simulation: total: " + total));
    }
}
