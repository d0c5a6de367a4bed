package dev.idempotency.testkit.simulation;

import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * The time of a schedule, in whole seconds since its start.
 *
 * <p>Seconds, so that the random part of an engine's pauses rounds away and a schedule can be repeated.
 */
final class VirtualTime {

    private final PriorityQueue<Alarm> alarms = new PriorityQueue<>(Alarm.IN_ORDER);
    private long now;
    private long alarmsSet;

    /** Work for a later time. */
    record Alarm(long at, long number, Runnable work) {
        private static final Comparator<Alarm> IN_ORDER =
                Comparator.comparingLong(Alarm::at).thenComparingLong(Alarm::number);
    }

    long now() {
        return now;
    }

    Alarm in(long seconds, Runnable work) {
        Alarm alarm = new Alarm(now + seconds, alarmsSet++, work);
        alarms.add(alarm);
        return alarm;
    }

    void cancel(Alarm alarm) {
        alarms.remove(alarm);
    }

    boolean canPass() {
        return !alarms.isEmpty();
    }

    long secondsToNextAlarm() {
        return alarms.element().at - now;
    }

    /** Moves on to the next alarm. */
    void pass() {
        now = alarms.element().at;
    }

    /** Moves on by a time, whatever there is to be done in between. */
    void pass(long seconds) {
        now += seconds;
    }

    /** Does what is due now. */
    void ring() {
        while (!alarms.isEmpty() && alarms.element().at <= now) {
            alarms.remove().work.run();
        }
    }
}
