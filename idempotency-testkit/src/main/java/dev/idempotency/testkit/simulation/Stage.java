package dev.idempotency.testkit.simulation;

import java.util.ArrayList;
import java.util.List;

/** Everything of one schedule: set up, played to its end, and looked at afterwards. */
final class Stage {

    private final Scenario scenario;
    private final VirtualTime time = new VirtualTime();
    private final Journal journal;
    private final Auditor auditor;
    private final Scheduler scheduler;
    private final Misfortune misfortune;
    private final Server server;

    Stage(Scenario scenario, Servers servers, Choices choices, Crew crew, boolean journalIsWritten) {
        this.scenario = scenario;
        this.journal = new Journal(time, journalIsWritten);
        this.scheduler = new Scheduler(choices, time, crew, scenario.hastes());
        this.auditor = new Auditor(scenario, scheduler::abort);
        this.misfortune = new Misfortune(scenario, choices);
        this.server = new Server(servers.create(scheduler::point), auditor, journal);
    }

    Scenario scenario() {
        return scenario;
    }

    VirtualTime time() {
        return time;
    }

    Journal journal() {
        return journal;
    }

    Auditor auditor() {
        return auditor;
    }

    Scheduler scheduler() {
        return scheduler;
    }

    Misfortune misfortune() {
        return misfortune;
    }

    Server server() {
        return server;
    }

    /**
     * Runs the schedule, and sees that every key can be used afterwards.
     *
     * @throws InvariantViolation if an invariant does not hold
     */
    void play() {
        castCallers();
        scheduler.play();
        scheduler.throwProblem();
        misfortune.end();
        time.pass(Scenario.RETRY_SECONDS);
        for (int key = 0; key < scenario.keys(); key++) {
            callAfterwards("late", key);
            callAfterwards("later", key);
        }
    }

    private void castCallers() {
        List<SimulatedProcess> processes = new ArrayList<>();
        for (int number = 0; number < scenario.processes(); number++) {
            processes.add(new SimulatedProcess(String.valueOf((char) ('A' + number)), scenario.waitSeconds(), this));
        }
        for (int number = 0; number < scenario.callers(); number++) {
            int processNumber = number % processes.size();
            SimulatedProcess process = processes.get(processNumber);
            String name = process.name() + (1 + number / processes.size());
            Caller caller = new Caller(name, order(processNumber % scenario.keys()), process, this);
            scheduler.cast(new Actor(name, process, () -> caller.call(scenario.calls())));
        }
    }

    /** A process of its own, started when every lease is over, is answered at once. */
    private void callAfterwards(String name, int key) {
        SimulatedProcess process = new SimulatedProcess(name + key, 0, this);
        RuntimeException failure = new Caller(process.name(), order(key), process, this).callOnce();
        scheduler.throwProblem();
        auditor.endedLate(failure);
    }

    private static String order(int key) {
        return "order-" + key;
    }
}
