package dev.idempotency.examples.booking;

/**
 * What a patient gets for a booking.
 *
 * @param revision counts how often it was moved, from 0
 */
record Appointment(String id, String patient, String slot, int revision) {

    @Override
    public String toString() {
        return id + ", " + slot;
    }
}
