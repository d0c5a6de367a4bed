package dev.idempotency.testkit;

/**
 * The death of a process, as far as a test can bring it about: every further step of the process throws this and has no
 * effect.
 *
 * <p>An {@link Error}, so that no handler for exceptions takes it for an outage that the process survives. It has no
 * stack trace: it is thrown wherever the process happens to be.
 */
public final class SimulatedCrash extends Error {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the error.
     *
     * @param message where the process died
     */
    public SimulatedCrash(String message) {
        super(message, null, false, false);
    }
}
