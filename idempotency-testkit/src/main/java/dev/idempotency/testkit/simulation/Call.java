package dev.idempotency.testkit.simulation;

import dev.idempotency.persistence.IdempotencyRecord;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is known of one call of an operation. */
final class Call {

    private final String caller;
    private final SimulatedProcess process;
    private final KeyHistory history;
    private final Set<String> tokens = new HashSet<>();
    private @Nullable IdempotencyRecord lastSeen;
    private @Nullable String run;
    private @Nullable RuntimeException failure;
    private boolean over;

    Call(String caller, SimulatedProcess process, KeyHistory history) {
        this.caller = caller;
        this.process = process;
        this.history = history;
    }

    String caller() {
        return caller;
    }

    SimulatedProcess process() {
        return process;
    }

    KeyHistory history() {
        return history;
    }

    void claimsAs(String token) {
        tokens.add(token);
    }

    void sees(@Nullable IdempotencyRecord record) {
        lastSeen = record;
    }

    /** Whether the record that the store last answered with was the call's own claim. */
    boolean wasRefusedByItself() {
        return lastSeen != null && lastSeen.owner() != null && tokens.contains(lastSeen.owner());
    }

    void runs(String runName) {
        run = runName;
    }

    /** The run of the function within this call, if there was one. */
    @Nullable
    String run() {
        return run;
    }

    /** Notes what the function is about to throw. */
    RuntimeException failsWith(RuntimeException failureOfFunction) {
        failure = failureOfFunction;
        return failureOfFunction;
    }

    /** What the function threw. */
    @Nullable
    RuntimeException failure() {
        return failure;
    }

    void ends() {
        over = true;
    }

    /** Whether the function has begun, and its result has yet to reach the caller. */
    boolean isRunning() {
        return run != null && failure == null && !over;
    }
}
