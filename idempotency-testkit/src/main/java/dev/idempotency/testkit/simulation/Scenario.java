package dev.idempotency.testkit.simulation;

import dev.idempotency.FailureAction;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * What a simulation is about: who calls, with which options, and how much may go wrong. Immutable.
 *
 * <pre>{@code
 * Scenario scenario = Scenario.of(2, 2)
 *         .withFaults(1)
 *         .withWaiting(Duration.ofSeconds(8))
 *         .withFunctionFailures(1, FailureAction.RELEASE);
 * }</pre>
 *
 * <p>Callers are spread evenly over the processes, and each process calls with one key. A call that is refused or fails
 * is repeated, as a client would: after a failure at once, after a refusal when the lease is over. Simulated time counts
 * in whole seconds, and a lease lasts {@value #LEASE_SECONDS} of them.
 */
public final class Scenario {

    static final int LEASE_SECONDS = 6;
    static final int RETRY_SECONDS = LEASE_SECONDS + 1;
    static final int PAUSE_SECONDS = RETRY_SECONDS;
    private static final int MOST_PROCESSES = 26;
    private static final int MOST_HASTES = 2;

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

    private Scenario(Scenario other) {
        this(other.callers, other.processes);
        this.keys = other.keys;
        this.calls = other.calls;
        this.waitSeconds = other.waitSeconds;
        this.functionSeconds = other.functionSeconds;
        this.functionFailures = other.functionFailures;
        this.failureAction = other.failureAction;
        this.heartbeat = other.heartbeat;
        this.localCache = other.localCache;
        this.faults = other.faults;
        this.faultKinds = other.faultKinds;
        this.hastes = other.hastes;
        this.granularity = other.granularity;
    }

    /**
     * A scenario with one key, in which conflicts fail, functions take no time, heartbeats beat, and nothing goes wrong.
     *
     * @param callers how many call at the same time, at least 1
     * @param processes how many processes they are spread over, from 1 to 26
     * @throws IllegalArgumentException if a number is out of its bounds
     */
    public static Scenario of(int callers, int processes) {
        check(callers >= 1, "callers", callers, "at least 1");
        check(processes >= 1 && processes <= MOST_PROCESSES, "processes", processes, "from 1 to " + MOST_PROCESSES);
        return new Scenario(callers, processes);
    }

    /** Two to four callers and whatever else the seed gives: the same seed gives the same scenario. */
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

    /**
     * With keys shared out among the processes. Default: 1.
     *
     * @param count at least 1
     */
    public Scenario withKeys(int count) {
        check(count >= 1, "keys", count, "at least 1");
        return with(copy -> copy.keys = count);
    }

    /**
     * With callers that call until one of their calls is answered. Default: 2 calls.
     *
     * @param atMost how often each calls, at least 1
     */
    public Scenario withCalls(int atMost) {
        check(atMost >= 1, "calls", atMost, "at least 1");
        return with(copy -> copy.calls = atMost);
    }

    /**
     * With duplicates that wait for the running call. Default: zero, they are refused.
     *
     * @param atMost how long, in whole seconds
     */
    public Scenario withWaiting(Duration atMost) {
        return with(copy -> copy.waitSeconds = secondsOf("waiting", atMost));
    }

    /**
     * With functions that take a time. Default: none.
     *
     * @param time in whole seconds
     */
    public Scenario withFunctionTaking(Duration time) {
        return with(copy -> copy.functionSeconds = secondsOf("function time", time));
    }

    /**
     * With functions that may fail. Default: none does.
     *
     * @param atMost how many runs may fail, 0 or more
     * @param action what then becomes of the claim
     */
    public Scenario withFunctionFailures(int atMost, FailureAction action) {
        check(atMost >= 0, "function failures", atMost, "0 or more");
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

    /**
     * With faults of any kind. Default: none.
     *
     * @param atMost how many in all, 0 or more
     */
    public Scenario withFaults(int atMost) {
        return withFaults(atMost, EnumSet.allOf(SimulatedFault.class));
    }

    /**
     * With faults of the given kinds.
     *
     * @param atMost how many in all, 0 or more
     * @param kinds which, at least one
     */
    public Scenario withFaults(int atMost, Set<SimulatedFault> kinds) {
        check(atMost >= 0, "faults", atMost, "0 or more");
        Set<SimulatedFault> ownKinds = EnumSet.copyOf(kinds);
        return with(copy -> {
            copy.faults = atMost;
            copy.faultKinds = ownKinds;
        });
    }

    /**
     * With threads so slow that a second or two may pass although they could act. Default: none.
     *
     * @param atMost how often, from 0 to {@value #MOST_HASTES}: more could outlast a lease
     */
    public Scenario withSlowThreads(int atMost) {
        check(atMost >= 0 && atMost <= MOST_HASTES, "slow threads", atMost, "from 0 to " + MOST_HASTES);
        return with(copy -> copy.hastes = atMost);
    }

    /** With actors that may be overtaken more or less often. Default: {@link Granularity#STEPS}. */
    public Scenario withGranularity(Granularity otherGranularity) {
        return with(copy -> copy.granularity = otherGranularity);
    }

    private Scenario with(Consumer<Scenario> change) {
        Scenario copy = new Scenario(this);
        change.accept(copy);
        return copy;
    }

    private static void check(boolean allowed, String option, Object value, String bounds) {
        if (!allowed) {
            throw new IllegalArgumentException(option + " is " + value + "; allowed: " + bounds);
        }
    }

    private static int secondsOf(String option, Duration time) {
        check(
                !time.isNegative() && time.equals(Duration.ofSeconds(time.toSeconds())),
                option,
                time,
                "whole seconds, 0 or more");
        return Math.toIntExact(time.toSeconds());
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
