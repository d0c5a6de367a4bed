package dev.idempotency.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes docs/benchmarks.md from what JMH and {@link ColdStart} have measured. */
public final class BenchmarkPage {

    private static final String INTRODUCTION = """
            # Benchmarks

            What a call costs beside a **floor** measured in the same run: the least code that does the same by hand
            (`valueToTree`, direct field access, a digest of sorted JSON, a `ConcurrentHashMap`, Jackson for the response).
            Ratios count; the times are those of the machine that made this page, which had other work to do. What must not
            vary, store requests, bytes and classes loaded, is held by `CostGuardTest` in every build.

            One command makes the whole page:

            ```
            idempotency-benchmarks/run
            ```
            """;

    private final Map<String, JsonNode> results = new TreeMap<>();
    private final StringBuilder page = new StringBuilder();

    private BenchmarkPage(JsonNode jmh) {
        jmh.forEach(result -> results.put(nameOf(result), result));
    }

    /**
     * Reads and writes.
     *
     * @param args JMH's results, those with several threads, the result of {@link ColdStart}, and the page to write
     */
    public static void main(String[] args) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        BenchmarkPage page = new BenchmarkPage(mapper.readTree(Path.of(args[0]).toFile()));
        BenchmarkPage threads =
                new BenchmarkPage(mapper.readTree(Path.of(args[1]).toFile()));
        JsonNode coldStart = mapper.readTree(Path.of(args[2]).toFile());
        Files.writeString(Path.of(args[3]), page.text(threads, coldStart));
    }

    private String text(BenchmarkPage threads, JsonNode coldStart) {
        page.append(INTRODUCTION);
        keys();
        calls();
        scale(threads);
        joins();
        firstCall(coldStart);
        return page.toString();
    }

    private void keys() {
        section("Keys");
        header("slice", "time", "floor", "ratio", "bytes", "floor", "ratio");
        for (Shape shape : Shape.values()) {
            String title = "`" + shape.name().toLowerCase(Locale.ROOT) + "`";
            row(title, "KeyBenchmark.library " + shape, "KeyBenchmark.floor " + shape);
        }
    }

    private void calls() {
        section("Calls on the store in memory");
        header("course", "time", "floor", "ratio", "bytes", "floor", "ratio");
        row("fresh", "CallBenchmark.fresh", "CallBenchmark.freshFloor");
        row("replay", "CallBenchmark.replay", "CallBenchmark.replayFloor");
        row("replay from the local cache", "CallBenchmark.cachedReplay", "CallBenchmark.cachedReplayFloor");
        page.append("\nA call that meets a conflict and the call that it meets take ")
                .append(cell("CallBenchmark.conflict", false))
                .append(" and ")
                .append(cell("CallBenchmark.conflict", true))
                .append(" together, mostly for the exception.\n");
    }

    private void scale(BenchmarkPage threads) {
        section("Scale");
        header("replays of different keys", "time", "floor", "ratio", "bytes", "floor", "ratio");
        for (String keys : new String[] {"10", "1000000"}) {
            row(keys + " keys, 1 thread", "ScaleBenchmark.replay " + keys, "ScaleBenchmark.replayFloor " + keys);
            threads.row(
                    keys + " keys, 4 threads", "ScaleBenchmark.replay " + keys, "ScaleBenchmark.replayFloor " + keys);
            page.append(threads.page);
            threads.page.setLength(0);
        }
    }

    private void joins() {
        page.append('\n');
        header("duplicates that join one running call", "a round of all of them", "bytes");
        for (String duplicates : new String[] {"1", "100", "10000"}) {
            String name = "JoinBenchmark.joined " + duplicates;
            page.append("| " + duplicates + " | " + cell(name, false) + " | " + cell(name, true) + " |\n");
        }
    }

    private void firstCall(JsonNode coldStart) {
        section("A process's first call");
        page.append(String.format(
                Locale.ROOT,
                "A process that makes one call and replays it takes %d ms. One that only loads Jackson, converts the same"
                        + " payload to a%ntree, and writes and reads the same response takes %d ms. The ratio of these"
                        + " medians of %d processes each is %.2f. The%nJDK's providers of SHA-256 and of random numbers"
                        + " are a good part of the difference.%n",
                coldStart.path("library").asInt(),
                coldStart.path("floor").asInt(),
                coldStart.path("rounds").asInt(),
                coldStart.path("ratio").asDouble()));
    }

    private void section(String title) {
        page.append("\n## ").append(title).append("\n\n");
    }

    private void header(String... columns) {
        page.append("| ").append(String.join(" | ", columns)).append(" |\n");
        page.append("|---".repeat(columns.length)).append("|\n");
    }

    private void row(String title, String library, String floor) {
        page.append("| ").append(title);
        for (boolean bytes : new boolean[] {false, true}) {
            page.append(" | ").append(cell(library, bytes)).append(" | ").append(cell(floor, bytes));
            page.append(String.format(Locale.ROOT, " | %.2f", value(library, bytes) / value(floor, bytes)));
        }
        page.append(" |\n");
    }

    private String cell(String name, boolean bytes) {
        JsonNode result = results.get(name);
        String unit = bytes
                ? "B"
                : result == null
                        ? ""
                        : result.at("/primaryMetric/scoreUnit").asText().split("/", -1)[0];
        return String.format(Locale.ROOT, "%,.0f %s", value(name, bytes), unit);
    }

    private double value(String name, boolean bytes) {
        @Nullable JsonNode result = results.get(name);
        if (result == null) {
            return Double.NaN;
        }
        return bytes
                ? result.path("secondaryMetrics")
                        .path("gc.alloc.rate.norm")
                        .path("score")
                        .asDouble(Double.NaN)
                : result.at("/primaryMetric/score").asDouble();
    }

    private static String nameOf(JsonNode result) {
        String name = result.path("benchmark").asText();
        StringBuilder full = new StringBuilder(name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1));
        result.path("params").forEach(parameter -> full.append(' ').append(parameter.asText()));
        return full.toString();
    }
}
