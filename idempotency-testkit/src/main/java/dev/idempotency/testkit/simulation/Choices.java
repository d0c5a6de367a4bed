package dev.idempotency.testkit.simulation;

/** Makes the decisions of a schedule: with the same answers it runs the same way. */
interface Choices {

    /**
     * Decides between options that are equally good.
     *
     * @param options how many there are, at least 1
     * @return which one, from 0
     */
    int choose(int options);

    /** Decides between a rule, option 0, and its exceptions. */
    default int chooseRarely(int options) {
        return choose(options);
    }
}
