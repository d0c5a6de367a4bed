package dev.idempotency.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.idempotency.FailureAction;
import dev.idempotency.testkit.simulation.Granularity;
import dev.idempotency.testkit.simulation.Scenario;
import dev.idempotency.testkit.simulation.SimulatedFault;
import dev.idempotency.testkit.simulation.Simulation;
import java.time.Duration;
import java.util.EnumSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ScenarioTest {

    private static final Scenario PLAIN = Scenario.of(3, 2);

    @Test
    void scenarioTellsItsOptions() {
        Scenario scenario = PLAIN.withKeys(2)
                .withCalls(3)
                .withWaiting(Duration.ofSeconds(4))
                .withFunctionTaking(Duration.ofSeconds(5))
                .withFunctionFailures(6, FailureAction.HOLD)
                .withoutHeartbeat()
                .withLocalCache()
                .withFaults(7, EnumSet.of(SimulatedFault.CRASH))
                .withSlowThreads(1)
                .withGranularity(Granularity.CLOCK_READS);

        assertThat(scenario)
                .hasToString(
                        "3 callers in 2 processes, 2 keys, up to 3 calls each, conflicts wait 4 s, function takes 5 s"
                                + " and fails up to 6 times (HOLD), heartbeat off, cache on, up to 7 faults of [CRASH],"
                                + " threads slow 1 times, may be overtaken at CLOCK_READS");
    }

    @Test
    void optionsMakeANewScenario() {
        String before = PLAIN.toString();

        assertThat(PLAIN.withFaults(1)).doesNotHaveToString(before);
        assertThat(PLAIN).hasToString(before);
    }

    @Test
    void scenarioWithEveryOptionKeepsThePromises() {
        Scenario scenario = PLAIN.withKeys(2)
                .withLocalCache()
                .withFaults(2)
                .withSlowThreads(2)
                .withGranularity(Granularity.CLOCK_READS);

        assertThat(Simulation.of(scenario).sample(20261121, 100).schedules()).isEqualTo(100);
    }

    static Stream<Arguments> wrongOptions() {
        return Stream.of(
                wrong("keys is 0; allowed: at least 1", scenario -> scenario.withKeys(0)),
                wrong("calls is 0; allowed: at least 1", scenario -> scenario.withCalls(0)),
                wrong("faults is -1; allowed: 0 or more", scenario -> scenario.withFaults(-1)),
                wrong("slow threads is 3; allowed: from 0 to 2", scenario -> scenario.withSlowThreads(3)),
                wrong(
                        "function failures is -1; allowed: 0 or more",
                        scenario -> scenario.withFunctionFailures(-1, FailureAction.RELEASE)),
                wrong(
                        "waiting is PT0.5S; allowed: whole seconds, 0 or more",
                        scenario -> scenario.withWaiting(Duration.ofMillis(500))),
                wrong(
                        "function time is PT-1S; allowed: whole seconds, 0 or more",
                        scenario -> scenario.withFunctionTaking(Duration.ofSeconds(-1))),
                wrong("callers is 0; allowed: at least 1", scenario -> Scenario.of(0, 1)),
                wrong("processes is 27; allowed: from 1 to 26", scenario -> Scenario.of(1, 27)));
    }

    private static Arguments wrong(String message, UnaryOperator<Scenario> option) {
        return Arguments.of(message, option);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void wrongOptions(String message, UnaryOperator<Scenario> option) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> option.apply(PLAIN))
                .withMessage(message);
    }
}
