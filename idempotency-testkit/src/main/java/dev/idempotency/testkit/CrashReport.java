package dev.idempotency.testkit;

import java.util.List;
import java.util.function.Predicate;

/**
 * What a {@link CrashTest} found. Its {@code toString} is a table for the eye.
 *
 * @param lines one for each crash point, in the order of the call
 */
public record CrashReport(List<Line> lines) {

    private static final int POINT_WIDTH = 34;
    private static final int EFFECTS_WIDTH = 7;

    /**
     * What happened with a crash at one point.
     *
     * @param point where the process died
     * @param effects how often the effects happened, the retry included
     * @param takenOver whether the retry took the key over from the dead process, when its lease was over
     * @param retry how the retry ended: {@code ran}, {@code replayed} or {@code threw ...}
     */
    public record Line(CrashPoint point, long effects, boolean takenOver, String retry) {}

    /** Makes the report. */
    public CrashReport {
        lines = List.copyOf(lines);
    }

    /** How often the effects happened with a crash at the given point. */
    public long effectsAt(CrashPoint point) {
        return mostEffects(line -> line.point() == point);
    }

    /** How often the effects happened at worst: 1 for a function that can be repeated without another effect. */
    public long mostEffects() {
        return mostEffects(line -> true);
    }

    /**
     * How often the effects happened at worst, one crash point left aside. {@link CrashPoint#AFTER_THE_FUNCTION} is the
     * one at which nobody can know whether the effects have happened.
     */
    public long mostEffectsExceptAt(CrashPoint point) {
        return mostEffects(line -> line.point() != point);
    }

    private long mostEffects(Predicate<Line> which) {
        return lines.stream().filter(which).mapToLong(Line::effects).max().orElse(0);
    }

    @Override
    public String toString() {
        StringBuilder table = new StringBuilder();
        addRow(table, "crash point", "effects", "retry after the lease");
        addRow(table, "-".repeat(POINT_WIDTH), "-------", "---------------------");
        for (Line line : lines) {
            addRow(
                    table,
                    line.point().toString(),
                    String.valueOf(line.effects()),
                    line.retry() + (line.takenOver() ? ", taking over" : ""));
        }
        return table.toString();
    }

    private static void addRow(StringBuilder table, String point, String effects, String retry) {
        table.append(point)
                .append(" ".repeat(Math.max(0, POINT_WIDTH - point.length())))
                .append(" | ")
                .append(" ".repeat(Math.max(0, EFFECTS_WIDTH - effects.length())))
                .append(effects)
                .append(" | ")
                .append(retry)
                .append('\n');
    }
}
