package dev.idempotency.benchmarks.page;

import dev.idempotency.benchmarks.page.LineChart.Throughput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What many keys and many threads cost. */
record ScaleSection(Measurements measured, Charts charts) {

    private static final double KEYS_TARGET = 1.3;
    private static final double NANOS_PER_SECOND = 1e9;

    String text() throws IOException {
        return """

                ## Many keys

                Replays of keys that are drawn at random, with one thread: time at a million completed records beside ten.

                """
                + keys()
                + """

                ## Many threads

                Calls that all threads together complete in a second, also as a multiple of what one thread does.

                """
                + threads("throughput-10", "Replays of 10 keys by each thread", "ScaleBenchmark.replay%s 10")
                + '\n'
                + threads("throughput-1000000", "Replays of 1,000,000 keys", "ScaleBenchmark.replay%s 1000000")
                + '\n'
                + threads("throughput-fresh", "First calls", "ScaleBenchmark.fresh%s");
    }

    private String keys() {
        Table table = new Table("replays", "10 keys", "1,000,000 keys", "ratio", "target", "floor's ratio");
        JmhResults oneThread = measured.byThreads().firstEntry().getValue();
        keysRow(table, "from the store in memory", oneThread, "ScaleBenchmark.replay");
        keysRow(table, "from the local cache", measured.oneThread(), "CacheScaleBenchmark.replay");
        return table.toString();
    }

    private static void keysRow(Table table, String title, JmhResults results, String benchmark) {
        double few = results.nanos(benchmark + " 10");
        double many = results.nanos(benchmark + " 1000000");
        double floor = results.nanos(benchmark + "Floor 1000000") / results.nanos(benchmark + "Floor 10");
        table.row(
                title,
                Figures.time(few),
                Figures.time(many),
                Figures.ratio(many / few, KEYS_TARGET),
                Figures.ratio(KEYS_TARGET),
                Figures.ratio(floor));
    }

    /** A chart and a table of a benchmark and its floor, named by a pattern. */
    private String threads(String chart, String title, String benchmark) throws IOException {
        Table table = new Table(
                "threads", "calls per second", "of one thread's", "floor", "of one thread's", "floor by library");
        List<Throughput> lines = new ArrayList<>();
        double library1 = perSecond(measured.byThreads().firstEntry(), benchmark.formatted(""));
        double floor1 = perSecond(measured.byThreads().firstEntry(), benchmark.formatted("Floor"));
        for (Map.Entry<Integer, JmhResults> entry : measured.byThreads().entrySet()) {
            double library = perSecond(entry, benchmark.formatted(""));
            double floor = perSecond(entry, benchmark.formatted("Floor"));
            table.row(
                    Integer.toString(entry.getKey()),
                    Figures.count(library),
                    Figures.ratio(library / library1),
                    Figures.count(floor),
                    Figures.ratio(floor / floor1),
                    Figures.ratio(floor / library));
            lines.add(new Throughput(entry.getKey(), library / library1, floor / floor1));
        }
        return "### " + title + "\n\n" + charts.add(chart, new LineChart(title + " by number of threads", lines)) + '\n'
                + table;
    }

    private static double perSecond(Map.Entry<Integer, JmhResults> entry, String benchmark) {
        return entry.getKey() * NANOS_PER_SECOND / entry.getValue().nanos(benchmark);
    }
}
