package dev.idempotency.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A main class to be run as a process of its own, on this process's class path.
 *
 * @param main prints {@code true} and its peak memory, and nothing else
 * @param jvmOptions for its JVM
 */
record Program(Class<?> main, List<String> jvmOptions) {

    private static final Pattern SUCCESS = Pattern.compile("true (\\d+|" + PeakMemory.UNKNOWN + ")\\R");

    /** What one process took: wall time, and memory where the system tells. */
    record Cost(long nanos, Optional<Long> peakKibibytes) {}

    static Program plain(Class<?> main) {
        return new Program(main, List.of());
    }

    /** Runs the program once, and archives the classes that it loads. */
    Program withAppCds(Path directory, List<String> arguments) throws IOException, InterruptedException {
        String archive = directory
                .resolve(main.getSimpleName() + ".jsa")
                .toAbsolutePath()
                .toString();
        output(List.of("-Xlog:disable", "-XX:ArchiveClassesAtExit=" + archive), arguments);
        return new Program(main, List.of("-XX:SharedArchiveFile=" + archive));
    }

    /**
     * Runs the program.
     *
     * @throws IllegalStateException if it fails, or prints a warning, as it does where an archive cannot be used
     */
    Cost run(List<String> arguments) throws IOException, InterruptedException {
        long start = System.nanoTime();
        String output = output(jvmOptions, arguments);
        long nanos = System.nanoTime() - start;
        Matcher success = SUCCESS.matcher(output);
        if (!success.matches()) {
            throw new IllegalStateException(main.getName() + " printed " + output);
        }
        String peak = success.group(1);
        return new Cost(nanos, peak.equals(PeakMemory.UNKNOWN) ? Optional.empty() : Optional.of(Long.valueOf(peak)));
    }

    /**
     * What the program prints.
     *
     * @throws IllegalStateException if it does not exit with 0
     */
    String output(List<String> options, List<String> arguments) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(options);
        words.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        words.addAll(arguments);
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(main.getName() + " failed: " + output);
        }
        return output;
    }
}
