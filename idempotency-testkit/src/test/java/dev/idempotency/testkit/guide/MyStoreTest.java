package dev.idempotency.testkit.guide;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.idempotency.persistence.PersistenceStore;
import dev.idempotency.testkit.PersistenceStoreContract;
import dev.idempotency.testkit.simulation.Granularity;
import dev.idempotency.testkit.simulation.Scenario;
import dev.idempotency.testkit.simulation.Simulation;
import dev.idempotency.testkit.simulation.SimulationReport;
import org.junit.jupiter.api.Test;

class MyStoreTest extends PersistenceStoreContract {

    @Override
    protected PersistenceStore newStore() {
        return new MyStore();
    }

    @Test
    void keepsThePromisesInEverySchedule() {
        Scenario scenario = Scenario.of(2, 2).withFaults(1).withGranularity(Granularity.REQUESTS);

        SimulationReport report =
                Simulation.of(scenario).over(moment -> new MyStore()).exploreAll();

        System.out.println(report);
        assertTrue(report.schedules() > 1_000);
    }
}
