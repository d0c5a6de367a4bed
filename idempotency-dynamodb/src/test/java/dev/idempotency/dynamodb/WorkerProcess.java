package dev.idempotency.dynamodb;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A {@link WorkerProgram} in a JVM of its own, which lives until it is killed. */
final class WorkerProcess implements AutoCloseable {

    private final Process process;
    private final BufferedReader lines;

    /** What a process was at when it was killed. */
    enum Moment {
        BETWEEN_CALLS,
        BEFORE_THE_RUN,
        BEFORE_THE_EFFECT,
        AFTER_THE_EFFECT
    }

    private WorkerProcess(Process process) {
        this.process = process;
        this.lines = process.inputReader();
    }

    /** Starts a worker and waits until it is about to work. */
    static WorkerProcess start(URI endpoint, Tables tables, int keys, long seed) throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-Xmx64m",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                "-cp",
                System.getProperty("java.class.path"),
                WorkerProgram.class.getName(),
                endpoint.toString(),
                tables.records(),
                tables.effects(),
                tables.flaw().name(),
                Integer.toString(keys),
                Long.toString(seed));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        WorkerProcess worker = new WorkerProcess(process);
        String ready = worker.lines.readLine();
        if (!WorkerProgram.READY.equals(ready)) {
            worker.close();
            throw new IllegalStateException("A worker began with " + ready);
        }
        return worker;
    }

    /** Lets the process live for a while, and kills it. */
    Moment killAfter(Duration life) throws IOException, InterruptedException {
        if (process.waitFor(life.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("A worker ended by itself with " + process.exitValue());
        }
        // Unlike the process, its handle leaves the output open.
        process.toHandle().destroyForcibly();
        process.waitFor();
        return momentOf(lastLine());
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private String lastLine() throws IOException {
        String last = "";
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            last = line;
        }
        return last;
    }

    private static Moment momentOf(String lastLine) {
        return switch (lastLine) {
            case WorkerProgram.CALLING -> Moment.BEFORE_THE_RUN;
            case WorkerProgram.RUNNING -> Moment.BEFORE_THE_EFFECT;
            case WorkerProgram.EFFECTED -> Moment.AFTER_THE_EFFECT;
            default -> Moment.BETWEEN_CALLS;
        };
    }
}
