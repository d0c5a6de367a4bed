package dev.idempotency.benchmarks.page;

import java.util.ArrayList;
import java.util.List;

/** Time and bytes of a call beside its floor, as JMH measured them, in a table and as bars. */
final class CostTable {

    private final JmhResults results;
    private final Table table;
    private final List<BarChart.Pair> bars = new ArrayList<>();

    CostTable(String subject, JmhResults results) {
        this.results = results;
        this.table = new Table(subject, "time", "floor", "ratio", "target", "bytes", "floor", "ratio");
    }

    /** Adds a row of two benchmarks, and the most that their ratio shall be. */
    void row(String title, String library, String floor, double target) {
        double nanos = results.nanos(library);
        double floorNanos = results.nanos(floor);
        double bytes = results.bytes(library);
        double floorBytes = results.bytes(floor);
        table.row(
                title,
                Figures.time(nanos),
                Figures.time(floorNanos),
                Figures.ratio(nanos / floorNanos, target),
                Figures.ratio(target),
                Figures.bytes(bytes),
                Figures.bytes(floorBytes),
                Figures.ratio(bytes / floorBytes));
        bars.add(new BarChart.Pair(title, nanos, floorNanos));
    }

    BarChart chart(String title) {
        return new BarChart(title, bars);
    }

    @Override
    public String toString() {
        return table.toString();
    }
}
