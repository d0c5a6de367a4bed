package dev.idempotency.testkit.simulation;

import dev.idempotency.testkit.SimulatedCrash;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides, at every scheduling point, who acts next: an actor that is ready, a late request that arrives, or time that
 * passes.
 *
 * <p>It has no thread of its own: the actor that reaches a scheduling point makes the decision, and hands the turn to the
 * actor it falls on unless that is itself. All state belongs to the thread that has the turn.
 */
final class Scheduler {

    private static final long REAL_LIMIT_SECONDS = 60;
    private static final int LONGEST_SCHEDULE = 100_000;
    private static final int LONGEST_HASTE_SECONDS = 2;

    private final Choices choices;
    private final VirtualTime time;
    private final Crew crew;
    private final Turn director = new Turn();
    private final List<Actor> actors = new ArrayList<>();
    private final List<Actor> ready = new ArrayList<>();
    private final List<Runnable> parcels = new ArrayList<>();
    private int hastesLeft;
    private int decisions;
    private boolean deciding;
    private @Nullable Actor current;
    private @Nullable Throwable problem;

    /**
     * Starts with an empty stage.
     *
     * @param hastes how often time may pass although somebody is ready to act
     */
    Scheduler(Choices choices, VirtualTime time, Crew crew, int hastes) {
        this.choices = choices;
        this.time = time;
        this.crew = crew;
        this.hastesLeft = hastes;
    }

    void cast(Actor actor) {
        actors.add(actor);
        actor.isPlayedBy(crew.assign(() -> perform(actor)));
    }

    /** Keeps a request under way: it arrives at any later time, at the latest when all actors are done. */
    void post(Runnable parcel) {
        parcels.add(parcel);
    }

    /** Name of the actor whose turn it is, or the given one outside of the play. */
    String currentName(String otherwise) {
        return current == null ? otherwise : current.name();
    }

    /** Runs all actors to their end. */
    void play() {
        handTo(next());
        if (!director.await(TimeUnit.SECONDS.toNanos(REAL_LIMIT_SECONDS))) {
            throw new IllegalStateException("no progress in " + REAL_LIMIT_SECONDS + " real seconds: an actor is"
                    + " blocked outside of simulated time");
        }
    }

    /** Throws what has ended the schedule before its time, if anything has. */
    void throwProblem() {
        if (problem instanceof Error error) {
            throw error;
        }
        if (problem instanceof RuntimeException exception) {
            throw exception;
        }
    }

    /** Ends the schedule: every actor dies at its scheduling point. */
    void abort(Throwable reason) {
        if (problem == null) {
            problem = reason;
        }
        actors.forEach(actor -> actor.process().crash());
    }

    /** A point at which others may act before the current actor goes on. */
    void point() {
        if (current != null && !deciding) {
            yieldTurn(current);
        }
    }

    /**
     * Blocks the current actor until something has happened, or for a time.
     *
     * @return whether it has happened
     */
    boolean await(BooleanSupplier event, long seconds) {
        if (event.getAsBoolean() || seconds == 0) {
            return event.getAsBoolean();
        }
        if (current == null) {
            time.pass(seconds);
            return event.getAsBoolean();
        }
        Actor self = current;
        long deadline = time.now() + seconds;
        VirtualTime.Alarm alarm = time.in(seconds, () -> {});
        self.blockUntil(() -> event.getAsBoolean() || time.now() >= deadline);
        try {
            yieldTurn(self);
        } finally {
            time.cancel(alarm);
            self.goOnAtOnce();
        }
        return event.getAsBoolean();
    }

    private void yieldTurn(Actor self) {
        Actor next = next();
        if (next != self) {
            handTo(next);
            self.member().awaitTurn();
        }
        self.process().dieIfCrashed();
    }

    private void perform(Actor actor) {
        try {
            actor.play();
        } catch (SimulatedCrash death) {
            // Its process or the whole schedule was ended.
        } catch (Throwable e) {
            abort(e);
        } finally {
            crew.dismiss(actor.member());
            handTo(next());
        }
    }

    private void handTo(@Nullable Actor next) {
        current = next;
        if (next == null) {
            director.give();
        } else {
            next.member().goOn();
        }
    }

    private @Nullable Actor next() {
        deciding = true;
        try {
            return decide();
        } catch (RuntimeException | Error e) {
            abort(e);
            return dying();
        } finally {
            deciding = false;
        }
    }

    private @Nullable Actor decide() {
        while (true) {
            time.ring();
            Actor dying = dying();
            if (dying != null) {
                return dying;
            }
            boolean allDone = actors.stream().allMatch(Actor::isDone);
            if (allDone && parcels.isEmpty()) {
                return null;
            }
            collectReady();
            int choice = choose(!allDone && timeMayPass());
            if (choice < ready.size()) {
                return ready.get(choice);
            }
            if (choice < ready.size() + parcels.size()) {
                parcels.remove(choice - ready.size()).run();
            } else {
                hastesLeft -= ready.isEmpty() ? 0 : 1;
                time.pass();
            }
        }
    }

    private boolean timeMayPass() {
        return time.canPass()
                && (ready.isEmpty() || (hastesLeft > 0 && time.secondsToNextAlarm() <= LONGEST_HASTE_SECONDS));
    }

    private int choose(boolean timeMayPass) {
        int options = ready.size() + parcels.size() + (timeMayPass ? 1 : 0);
        if (options == 0 || ++decisions > LONGEST_SCHEDULE) {
            throw new InvariantViolation(
                    Invariant.EVERY_CALL_ENDS, options == 0 ? "deadlock" : LONGEST_SCHEDULE + " decisions and no end");
        }
        return choices.choose(options);
    }

    /** The current actor comes first: going on is the first option. */
    private void collectReady() {
        ready.clear();
        if (current != null && current.isReady()) {
            ready.add(current);
        }
        for (Actor actor : actors) {
            if (actor != current && actor.isReady()) {
                ready.add(actor);
            }
        }
    }

    private @Nullable Actor dying() {
        for (Actor actor : actors) {
            if (actor.isDying()) {
                return actor;
            }
        }
        return null;
    }
}
