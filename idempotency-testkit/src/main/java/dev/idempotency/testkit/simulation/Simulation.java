package dev.idempotency.testkit.simulation;

import dev.idempotency.persistence.InMemoryPersistenceStore;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongFunction;

/**
 * Runs the real engine through schedules, and checks every {@link Invariant} in each. With a store of your own in place
 * of the one in memory, it shows whether that store keeps the promises of the library:
 *
 * <pre>{@code
 * SimulationReport report = Simulation.of(Scenario.of(2, 2).withFaults(1))
 *         .over(moment -> new MyStore())
 *         .exploreAll();
 * System.out.println(report);
 * }</pre>
 *
 * <p>Each simulated process has an engine of its own over one store, its callers are real threads of which one runs at
 * a time, and time is virtual. A schedule is a list of decisions: who acts next, what goes wrong, when time passes. The
 * schedules of a scenario can be enumerated or drawn at random, and each can be repeated. Immutable.
 */
public final class Simulation {

    private final LongFunction<Scenario> scenarios;
    private final Servers servers;

    private Simulation(LongFunction<Scenario> scenarios, Servers servers) {
        this.scenarios = scenarios;
        this.servers = servers;
    }

    /** Schedules of one scenario, over a store in memory. */
    public static Simulation of(Scenario scenario) {
        return new Simulation(seed -> scenario, moment -> new InMemoryPersistenceStore());
    }

    /** Schedules of scenarios that are drawn at random, too, over a store in memory: to be {@linkplain #sample sampled}. */
    public static Simulation ofRandomScenarios() {
        return new Simulation(Scenario::random, moment -> new InMemoryPersistenceStore());
    }

    /**
     * The same schedules over another store.
     *
     * @param otherServers makes a new one for each schedule: one that blocks, or has threads of its own, cannot be
     *     simulated
     */
    public Simulation over(Servers otherServers) {
        return new Simulation(scenarios, otherServers);
    }

    /**
     * Runs every schedule there is. Their number grows fast: two callers and one fault have some thousands.
     *
     * @return how many there were
     * @throws InvariantViolation for the first schedule in which an invariant does not hold
     */
    public SimulationReport exploreAll() {
        DepthFirstChoices choices = new DepthFirstChoices();
        Tally tally = new Tally();
        try (Crew crew = new Crew()) {
            do {
                tally.add(play(0, choices, crew));
            } while (choices.next());
        }
        return tally.report();
    }

    /**
     * Runs schedules drawn at random.
     *
     * @param seed the same seed draws the same schedules
     * @param schedules how many, 0 or more
     * @return how many there were
     * @throws InvariantViolation for the first schedule in which an invariant does not hold
     */
    public SimulationReport sample(long seed, int schedules) {
        SplittableRandom seeds = new SplittableRandom(seed);
        Tally tally = new Tally();
        try (Crew crew = new Crew()) {
            for (int i = 0; i < schedules; i++) {
                long scheduleSeed = seeds.nextLong();
                tally.add(play(scheduleSeed, new SeededChoices(scheduleSeed), crew));
            }
        }
        return tally.report();
    }

    /**
     * Runs one schedule again, the simulation being made as it was then.
     *
     * @param seed of the schedule, as a violation names it; of no interest if the scenario was given
     * @param decisions as a violation lists them, numbers with dots between
     * @return who did what, and when: one line each
     * @throws InvariantViolation if an invariant does not hold
     */
    public List<String> replay(long seed, String decisions) {
        try (Crew crew = new Crew()) {
            Stage stage = new Stage(scenarios.apply(seed), servers, ChoiceList.replay(decisions), crew, true);
            try {
                stage.play();
            } catch (InvariantViolation violation) {
                throw new InvariantViolation(violation, told(seed, decisions, stage));
            }
            return stage.journal().lines();
        }
    }

    private int play(long seed, Choices choices, Crew crew) {
        ChoiceList.Recording recorded = new ChoiceList.Recording(choices);
        try {
            new Stage(scenarios.apply(seed), servers, recorded, crew, false).play();
        } catch (InvariantViolation violation) {
            replay(seed, recorded.toString());
            throw new InvariantViolation(
                    violation,
                    "It does not show when the schedule is repeated: the engine made a decision of its own.");
        } catch (RuntimeException e) {
            throw new IllegalStateException("In schedule " + recorded + " of " + scenarios.apply(seed), e);
        }
        return recorded.length();
    }

    private String told(long seed, String decisions, Stage stage) {
        return "Scenario: " + stage.scenario() + "\nSeed: " + seed + "\nDecisions: " + decisions + "\n"
                + String.join("\n", stage.journal().lines());
    }

    private static final class Tally {

        private final long startNanos = System.nanoTime();
        private long schedules;
        private long decisions;

        void add(int decisionsOfSchedule) {
            schedules++;
            decisions += decisionsOfSchedule;
        }

        SimulationReport report() {
            return new SimulationReport(schedules, decisions, Duration.ofNanos(System.nanoTime() - startNanos));
        }
    }
}
