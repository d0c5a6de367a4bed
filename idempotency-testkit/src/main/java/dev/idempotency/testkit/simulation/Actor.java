package dev.idempotency.testkit.simulation;

import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A thread of a simulated process: runs until its next scheduling point whenever it is given the turn. */
final class Actor {

    private final String name;
    private final SimulatedProcess process;
    private final Runnable part;
    private BooleanSupplier mayGoOn;
    private boolean done;
    private Crew.@Nullable Member member;

    Actor(String name, SimulatedProcess process, Runnable part) {
        this.name = name;
        this.process = process;
        this.part = part;
        this.mayGoOn = () -> true;
    }

    String name() {
        return name;
    }

    void isPlayedBy(Crew.Member thread) {
        member = thread;
    }

    /** The thread it runs on. */
    Crew.Member member() {
        return Objects.requireNonNull(member);
    }

    /** Plays the part to its end. */
    void play() {
        try {
            process.dieIfCrashed();
            part.run();
        } finally {
            done = true;
        }
    }

    /** Holds the actor back until the condition is true. */
    void blockUntil(BooleanSupplier condition) {
        mayGoOn = condition;
    }

    void goOnAtOnce() {
        mayGoOn = () -> true;
    }

    boolean isDone() {
        return done;
    }

    boolean isReady() {
        return !done && process.secondsPaused() == 0 && mayGoOn.getAsBoolean();
    }

    /** Whether all that is left to do is to unwind. */
    boolean isDying() {
        return !done && process.hasCrashed();
    }

    SimulatedProcess process() {
        return process;
    }
}
