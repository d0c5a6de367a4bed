package dev.idempotency.examples.booking;

/** There is an appointment already. */
final class SlotTakenException extends Exception {

    private static final long serialVersionUID = 1;

    SlotTakenException(String slot) {
        super(slot + " is taken");
    }
}
