package dev.idempotency.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.idempotency.testkit.simulation.Invariant;
import dev.idempotency.testkit.simulation.InvariantViolation;
import dev.idempotency.testkit.simulation.Scenario;
import dev.idempotency.testkit.simulation.Simulation;
import dev.idempotency.testkit.simulation.SimulationReport;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a simulation finds can be repeated, and read. */
class SimulationReplayTest {

    private static final long SEED = 20261121;
    private static final Pattern DECISIONS = Pattern.compile("(?m)^Decisions: (.*)$");

    private final Simulation broken = Simulation.of(BrokenServer.COMPLETES_FOR_ANYONE.scenario())
            .over(BrokenServer.COMPLETES_FOR_ANYONE.servers());

    @Test
    void violationIsRepeatedFromItsDecisions() {
        InvariantViolation first = catchThrowableOfType(InvariantViolation.class, broken::exploreAll);
        Matcher decisions = DECISIONS.matcher(String.valueOf(first.getMessage()));
        assertThat(decisions.find()).isTrue();

        assertThatExceptionOfType(InvariantViolation.class)
                .isThrownBy(() -> broken.replay(0, decisions.group(1)))
                .withMessage(first.getMessage())
                .satisfies(again -> assertThat(again.invariant()).isEqualTo(Invariant.OWNER_WRITES_ONLY));
    }

    @Test
    void violationTellsWhoDidWhatAndWhen() {
        assertThatExceptionOfType(InvariantViolation.class)
                .isThrownBy(broken::exploreAll)
                .withMessageStartingWith("Violated: no write by a non-owner takes effect")
                .withMessageContaining("Scenario: 2 callers in 2 processes")
                .withMessageContaining(
                        "A1            acquire arrives at the store, no record: INPROGRESS of A1 until 6");
    }

    @Test
    void scheduleInWhichNothingGoesWrongIsTold() {
        assertThat(Simulation.of(Scenario.of(1, 1)).replay(0, ""))
                .startsWith("   0 s  A1            calls")
                .contains("   0 s  A1            gets run-1")
                .endsWith("   7 s  later0        gets run-1");
    }

    @Test
    void sameSeedDrawsTheSameSchedules() {
        SimulationReport first = Simulation.ofRandomScenarios().sample(SEED, 50);
        SimulationReport second = Simulation.ofRandomScenarios().sample(SEED, 50);

        assertThat(second.decisions()).isEqualTo(first.decisions());
    }

    @Test
    void reportTellsHowMuchWasDone() {
        assertThat(new SimulationReport(300, 3_000, Duration.ofMillis(500)))
                .hasToString("300 schedules of 10 decisions on average in 500 ms, 600 per second");
    }
}
