package dev.idempotency.examples.booking;

/** What the portal's pages send. */
interface Forms {

    /**
     * Asks for an appointment.
     *
     * @param slotVersion of the slot when the page was made: it moves whenever the slot becomes free
     */
    record Book(String patient, String slot, int slotVersion) {}

    /** Gives an appointment up. */
    record Cancel(String patient, String appointment) {}

    /**
     * Moves an appointment.
     *
     * @param revision of the appointment when the page was made
     */
    record Reschedule(String patient, String appointment, int revision, String slot) {}
}
