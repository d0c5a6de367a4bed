package dev.idempotency.benchmarks.page;

import dev.idempotency.benchmarks.Shape;
import java.io.IOException;
import java.util.Locale;

/** What a key and a call cost, with one thread. */
record CallSections(JmhResults results, Charts charts) {

    private static final double KEY_TARGET = 1.2;
    private static final double CALL_TARGET = 1.5;
    private static final double CACHED_TARGET = 1.2;

    String keys() throws IOException {
        CostTable table = new CostTable("slice", results);
        for (Shape shape : Shape.values()) {
            String title = shape.name().toLowerCase(Locale.ROOT);
            table.row(title, "KeyBenchmark.library " + shape, "KeyBenchmark.floor " + shape, KEY_TARGET);
        }
        return "\n## Keys\n\n" + table + '\n' + charts.add("keys", table.chart("From a payload to its key"));
    }

    String calls() throws IOException {
        CostTable table = new CostTable("course", results);
        table.row("fresh", "CallBenchmark.fresh", "CallBenchmark.freshFloor", CALL_TARGET);
        table.row("replay", "CallBenchmark.replay", "CallBenchmark.replayFloor", CALL_TARGET);
        table.row(
                "replay from the local cache",
                "CallBenchmark.cachedReplay",
                "CallBenchmark.cachedReplayFloor",
                CACHED_TARGET);
        return "\n## Calls on the store in memory\n\n" + table + '\n'
                + charts.add("calls", table.chart("A call on the store in memory"))
                + Figures.format(
                        "%nA call that meets a conflict and the call that it meets take %s and %s together.%n",
                        Figures.time(results.nanos("CallBenchmark.conflict")),
                        Figures.bytes(results.bytes("CallBenchmark.conflict")));
    }

    String joins() {
        Table table = new Table("duplicates that join one running call", "a round of all of them", "bytes");
        for (String duplicates : new String[] {"1", "100", "10000"}) {
            String name = "JoinBenchmark.joined " + duplicates;
            table.row(
                    Figures.count(Integer.parseInt(duplicates)),
                    Figures.time(results.nanos(name)),
                    Figures.bytes(results.bytes(name)));
        }
        return "\n## Duplicates of a running call\n\n" + table;
    }
}
