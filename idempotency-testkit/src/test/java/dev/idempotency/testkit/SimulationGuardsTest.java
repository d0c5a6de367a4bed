package dev.idempotency.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.idempotency.testkit.simulation.InvariantViolation;
import dev.idempotency.testkit.simulation.Simulation;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The simulation finds what it is there to find: each guard that a server lacks shows in a schedule. */
class SimulationGuardsTest {

    private static final long SEED = 20261121;
    private static final int SAMPLES = 200;

    @ParameterizedTest(name = "{0}")
    @EnumSource
    @DisplayName("C1, C2, C3: a server that lacks a guard violates an invariant")
    void serverThatLacksAGuardViolatesAnInvariant(BrokenServer server) {
        Simulation simulation = Simulation.of(server.scenario()).over(server.servers());

        assertThatExceptionOfType(InvariantViolation.class)
                .isThrownBy(simulation::exploreAll)
                .satisfies(violation -> assertThat(violation.invariant()).isEqualTo(server.violated()))
                .withMessageContaining("Decisions: ");
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void sameScenarioHoldsWithAllGuards(BrokenServer server) {
        Simulation simulation = Simulation.of(server.scenario()).over(moment -> new MapStore());

        assertThat(simulation.sample(SEED, SAMPLES).schedules()).isEqualTo(SAMPLES);
    }
}
