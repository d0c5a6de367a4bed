package dev.idempotency.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * Whole processes from start to end: {@link FirstCall} and {@link FirstCallFloor} in turns, so that whatever else the
 * machine does slows both. Prints the medians, in milliseconds, and their ratio.
 */
public final class ColdStart {

    private static final int NANOS_PER_MILLI = 1_000_000;

    private ColdStart() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        int rounds = args.length == 0 ? 20 : Integer.parseInt(args[0]);
        List<Long> library = new ArrayList<>();
        List<Long> floor = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            floor.add(nanos(FirstCallFloor.class));
            library.add(nanos(FirstCall.class));
        }
        System.out.printf(
                Locale.ROOT,
                "{\"rounds\": %d, \"library\": %d, \"floor\": %d, \"ratio\": %.2f}%n",
                rounds,
                median(library) / NANOS_PER_MILLI,
                median(floor) / NANOS_PER_MILLI,
                (double) median(library) / median(floor));
    }

    private static long nanos(Class<?> program) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        program.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0 || !output.strip().endsWith("true")) {
            throw new IllegalStateException(program.getName() + " failed: " + output);
        }
        return System.nanoTime() - start;
    }

    private static long median(List<Long> values) {
        List<Long> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }
}
