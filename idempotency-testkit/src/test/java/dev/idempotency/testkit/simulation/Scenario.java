package dev.idempotency.testkit.simulation;

import dev.idempotency.FailureAction;
import java.util.EnumSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * What a simulation is about: who calls, with which options, and how much may go wrong. Immutable.
 *
 * <p>Callers are spread evenly over the processes, and each process calls with one key. A call that is refused or fails
 * is repeated, as a client would: after a failure at once, after a refusal when the lease is over.
 */
public final class Scenario implements Cloneable {

    static final int LEASE_SECONDS = 6;
    static final int RETRY_SECONDS = LEASE_SECONDS + 1;
    static final int PAUSE_SECONDS = RETRY_SECONDS;

    private int callers;
    private int processes;
    private int keys = 1;
    private int calls = 2;
    private int waitSeconds;
    private int functionSeconds;
    private int functionFailures;
    private FailureAction failureAction = FailureAction.RELEASE;
    private boolean heartbeat = true;
    private boolean localCache;
    private int faults;
    private Set<SimulatedFault> faultKinds = EnumSet.allOf(SimulatedFault.class);
    private int hastes;
    private Granularity granularity = Granularity.STEPS;

    private Scenario(int callers, int processes) {
        this.callers = callers;
        this.processes = processes;
    }

    /**
     * A scenario in which conflicts fail, functions take no time, heartbeats beat, and nothing goes wrong.
     *
     * @param callers how many call at the same time, at least 1
     * @param processes how many processes they are spread over, at least 1
     */
    public static Scenario of(int callers, int processes) {
        return new Scenario(callers, processes);
    }

    /** Two to four callers and whatever else the seed gives. */
    public static Scenario random(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Scenario scenario = new Scenario(2 + random.nextInt(3), 1 + random.nextInt(3));
        scenario.keys = 1 + random.nextInt(2);
        scenario.calls = 1 + random.nextInt(3);
        scenario.waitSeconds = random.nextBoolean() ? 0 : 2 + random.nextInt(12);
        scenario.functionSeconds = random.nextBoolean() ? 0 : 1 + random.nextInt(14);
        scenario.functionFailures = random.nextInt(3);
        scenario.failureAction = oneOf(FailureAction.values(), random);
        scenario.heartbeat = random.nextInt(4) > 0;
        scenario.localCache = random.nextInt(4) == 0;
        scenario.faults = random.nextInt(5);
        scenario.hastes = random.nextInt(3);
        scenario.granularity = oneOf(Granularity.values(), random);
        return scenario;
    }

    private static <T> T oneOf(T[] values, SplittableRandom random) {
        return values[random.nextInt(values.length)];
    }

    /** With keys shared out among the processes. */
    public Scenario withKeys(int count) {
        return with(copy -> copy.keys = count);
    }

    /** With callers that make up to this many calls until one is answered. */
    public Scenario withCalls(int count) {
        return with(copy -> copy.calls = count);
    }

    /** With duplicates that wait for the running call. */
    public Scenario withWaiting(int seconds) {
        return with(copy -> copy.waitSeconds = seconds);
    }

    /** With functions that take a time; the lease is {@value #LEASE_SECONDS} seconds. */
    public Scenario withFunctionTaking(int seconds) {
        return with(copy -> copy.functionSeconds = seconds);
    }

    /** With functions that may fail, and what then becomes of the claim. */
    public Scenario withFunctionFailures(int atMost, FailureAction action) {
        return with(copy -> {
            copy.functionFailures = atMost;
            copy.failureAction = action;
        });
    }

    /** Without the renewal of leases. */
    public Scenario withoutHeartbeat() {
        return with(copy -> copy.heartbeat = false);
    }

    /** With a cache of completed records in each process. */
    public Scenario withLocalCache() {
        return with(copy -> copy.localCache = true);
    }

    /** With up to this many faults of any kind. */
    public Scenario withFaults(int atMost) {
        return with(copy -> copy.faults = atMost);
    }

    /** With up to this many faults of the given kinds. */
    public Scenario withFaults(int atMost, Set<SimulatedFault> kinds) {
        return with(copy -> {
            copy.faults = atMost;
            copy.faultKinds = EnumSet.copyOf(kinds);
        });
    }

    /**
     * With threads so slow that a second or two may pass although they could act. Default: none.
     *
     * @param atMost how often, at most 2: more could outlast a lease
     */
    public Scenario withSlowThreads(int atMost) {
        return with(copy -> copy.hastes = atMost);
    }

    /** With actors that may be overtaken more or less often. Default: {@link Granularity#STEPS}. */
    public Scenario withGranularity(Granularity otherGranularity) {
        return with(copy -> copy.granularity = otherGranularity);
    }

    private Scenario with(Consumer<Scenario> change) {
        Scenario copy = clone();
        change.accept(copy);
        return copy;
    }

    @Override
    protected Scenario clone() {
        try {
            return (Scenario) super.clone();
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }

    int callers() {
        return callers;
    }

    int processes() {
        return processes;
    }

    int keys() {
        return keys;
    }

    int calls() {
        return calls;
    }

    int waitSeconds() {
        return waitSeconds;
    }

    int functionSeconds() {
        return functionSeconds;
    }

    int functionFailures() {
        return functionFailures;
    }

    FailureAction failureAction() {
        return failureAction;
    }

    boolean heartbeat() {
        return heartbeat;
    }

    boolean localCache() {
        return localCache;
    }

    int faults() {
        return faults;
    }

    Set<SimulatedFault> faultKinds() {
        return faultKinds;
    }

    int hastes() {
        return hastes;
    }

    Granularity granularity() {
        return granularity;
    }

    @Override
    public String toString() {
        return callers + " callers in " + processes + " processes, " + keys + " keys, up to " + calls + " calls each, "
                + (waitSeconds == 0 ? "conflicts fail" : "conflicts wait " + waitSeconds + " s") + ", function takes "
                + functionSeconds + " s and fails up to " + functionFailures + " times (" + failureAction
                + "), heartbeat "
                + (heartbeat ? "on" : "off") + ", cache " + (localCache ? "on" : "off") + ", up to " + faults
                + " faults of " + faultKinds + ", threads slow " + hastes + " times, may be overtaken at "
                + granularity;
    }
}
