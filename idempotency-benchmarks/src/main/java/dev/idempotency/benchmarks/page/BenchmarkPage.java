package dev.idempotency.benchmarks.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes docs/benchmarks.md and its charts from what was measured. */
public final class BenchmarkPage {

    private static final String INTRODUCTION = """
            # Benchmarks

            What a call costs beside a **floor** measured in the same run: the least code that does the same by hand
            (`valueToTree`, direct field access, a digest of sorted JSON, a `ConcurrentHashMap`, Jackson for the response).
            Ratios count; the times are those of the machine that made this page. A ratio that misses its target is in
            **bold**. What must not vary, store requests, bytes and classes loaded, is held by `CostGuardTest` in every
            build.

            One command makes the whole page:

            ```
            idempotency-benchmarks/run
            ```

            """;

    private BenchmarkPage() {}

    /**
     * Reads and writes.
     *
     * @param args the directory of the measurements, and the page to write; charts go to a directory of its name
     */
    public static void main(String[] args) throws IOException {
        Measurements measured = Measurements.read(Path.of(args[0]));
        Path page = Path.of(args[1]).toAbsolutePath();
        String name = page.getFileName().toString().replaceFirst("\\.md$", "");
        Charts charts = new Charts(page.resolveSibling(name));
        CallSections calls = new CallSections(measured.oneThread(), charts);
        ProcessSections processes = new ProcessSections(measured, charts);
        Files.writeString(
                page,
                INTRODUCTION
                        + machine(measured.oneThread())
                        + calls.keys()
                        + calls.calls()
                        + new DynamoDbSection(measured, charts).text()
                        + calls.joins()
                        + new ScaleSection(measured, charts).text()
                        + processes.recordSizes()
                        + processes.coldStarts());
    }

    private static String machine(JmhResults results) {
        return Figures.format(
                "Made by %s %s with %d processors on %s %s.%nWith one thread, JMH %s had %s fork(s),"
                        + " %s x %s to warm up and %s x %s to measure.%n",
                results.property("vmName"),
                results.property("vmVersion"),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                results.property("jmhVersion"),
                results.property("forks"),
                results.property("warmupIterations"),
                results.property("warmupTime"),
                results.property("measurementIterations"),
                results.property("measurementTime"));
    }
}
