package dev.idempotency.testkit.simulation;

import java.time.Duration;

/**
 * What a simulation has done.
 *
 * @param schedules how many schedules were run, all different if they were enumerated
 * @param decisions how many decisions they were made of
 * @param elapsed how long it took
 */
public record SimulationReport(long schedules, long decisions, Duration elapsed) {

    /** The sum of two reports. */
    public SimulationReport plus(SimulationReport other) {
        return new SimulationReport(
                schedules + other.schedules, decisions + other.decisions, elapsed.plus(other.elapsed));
    }

    @Override
    public String toString() {
        long millis = Math.max(1, elapsed.toMillis());
        return schedules + " schedules of " + decisions / Math.max(1, schedules) + " decisions on average in " + millis
                + " ms, " + schedules * 1000 / millis + " per second";
    }
}
