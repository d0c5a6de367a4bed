package dev.idempotency.testkit;

/**
 * What a client gets for a request that was never sent, or that was sent and never answered. It cannot tell which.
 *
 * <p>It has no stack trace: simulations throw a great many.
 */
public final class SimulatedOutage extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what became of the request
     */
    public SimulatedOutage(String message) {
        super(message, null, false, false);
    }
}
