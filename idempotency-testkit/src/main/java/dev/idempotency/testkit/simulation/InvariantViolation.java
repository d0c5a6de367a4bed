package dev.idempotency.testkit.simulation;

/** A schedule in which an invariant does not hold. The message tells the schedule and how to repeat it. */
public final class InvariantViolation extends AssertionError {

    private static final long serialVersionUID = 1L;

    private final Invariant invariant;

    InvariantViolation(Invariant invariant, String what) {
        super("Violated: " + invariant + ": " + what);
        this.invariant = invariant;
    }

    InvariantViolation(InvariantViolation violation, String schedule) {
        super(violation.getMessage() + "\n" + schedule, violation);
        this.invariant = violation.invariant;
    }

    /** What does not hold. */
    public Invariant invariant() {
        return invariant;
    }
}
