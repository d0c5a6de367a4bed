package dev.idempotency.benchmarks.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** What one run of JMH wrote: a benchmark is asked for by class, method and parameters, {@code "A.b 10"}. */
final class JmhResults {

    private final Map<String, JsonNode> results = new TreeMap<>();

    private JmhResults(JsonNode results) {
        results.forEach(result -> this.results.put(nameOf(result), result));
    }

    static JmhResults read(Path file) throws IOException {
        return new JmhResults(new ObjectMapper().readTree(file.toFile()));
    }

    /** Time of a call in nanoseconds. */
    double nanos(String name) {
        JsonNode metric = result(name).path("primaryMetric");
        TimeUnit unit =
                switch (metric.path("scoreUnit").asText()) {
                    case "ns/op" -> TimeUnit.NANOSECONDS;
                    case "us/op" -> TimeUnit.MICROSECONDS;
                    default -> throw new IllegalStateException(name + " is in " + metric.path("scoreUnit"));
                };
        return metric.path("score").asDouble() * unit.toNanos(1);
    }

    /** Bytes that a call allocates. */
    double bytes(String name) {
        return result(name)
                .path("secondaryMetrics")
                .path("gc.alloc.rate.norm")
                .path("score")
                .asDouble();
    }

    /** A property of the run that all its results have. */
    String property(String name) {
        return results.values().iterator().next().path(name).asText();
    }

    private JsonNode result(String name) {
        JsonNode result = results.get(name);
        if (result == null) {
            throw new IllegalStateException("not measured: " + name + ", but " + results.keySet());
        }
        return result;
    }

    private static String nameOf(JsonNode result) {
        String name = result.path("benchmark").asText();
        StringBuilder full = new StringBuilder(name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1));
        result.path("params").forEach(parameter -> full.append(' ').append(parameter.asText()));
        return full.toString();
    }
}
