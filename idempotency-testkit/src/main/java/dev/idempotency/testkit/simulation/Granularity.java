package dev.idempotency.testkit.simulation;

/** Where an actor may be overtaken by others: the more often, the more schedules there are. */
public enum Granularity {
    /**
     * Before a request arrives at the store. Between two requests an actor does nothing that another process could see,
     * so every order of what can be seen is covered.
     */
    REQUESTS,
    /** Also before an answer arrives, and when the function begins, has its effect and ends. */
    STEPS,
    /** Also wherever the engine reads a clock. */
    CLOCK_READS
}
