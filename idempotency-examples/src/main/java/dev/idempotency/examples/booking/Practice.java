package dev.idempotency.examples.booking;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The practice's diary and its cash book. It does what it is asked as often as it is asked. */
final class Practice {

    private static final int FEE = 20;

    private final Map<String, Appointment> diary = new HashMap<>();
    private final Map<String, Integer> slotVersions = new HashMap<>();
    private final List<Integer> cashBook = new ArrayList<>();
    private int booked;

    /** Takes the fee and enters the appointment. */
    synchronized Appointment book(Forms.Book form) throws SlotTakenException {
        Appointment appointment = enter(new Appointment("b-" + (booked + 1), form.patient(), form.slot(), 0));
        booked++;
        cashBook.add(FEE);
        return appointment;
    }

    /** Strikes the appointment out and pays the fee back. */
    synchronized int cancel(Forms.Cancel form) {
        strikeOut(find(form.appointment()));
        cashBook.add(-FEE);
        return FEE;
    }

    /** Moves the appointment, for nothing. */
    synchronized Appointment reschedule(Forms.Reschedule form) throws SlotTakenException {
        Appointment old = find(form.appointment());
        Appointment moved = enter(new Appointment(old.id(), old.patient(), form.slot(), old.revision() + 1));
        strikeOut(old);
        return moved;
    }

    /** How often the slot has become free. */
    synchronized int versionOf(String slot) {
        return slotVersions.getOrDefault(slot, 0);
    }

    synchronized int appointments() {
        return diary.size();
    }

    synchronized int fees() {
        return cashBook.stream().mapToInt(Integer::intValue).sum();
    }

    synchronized int entries() {
        return cashBook.size();
    }

    private Appointment enter(Appointment appointment) throws SlotTakenException {
        if (diary.putIfAbsent(appointment.slot(), appointment) != null) {
            throw new SlotTakenException(appointment.slot());
        }
        return appointment;
    }

    private Appointment find(String id) {
        return diary.values().stream()
                .filter(appointment -> appointment.id().equals(id))
                .findAny()
                .orElseThrow();
    }

    private void strikeOut(Appointment appointment) {
        diary.remove(appointment.slot());
        slotVersions.merge(appointment.slot(), 1, Integer::sum);
    }
}
