package dev.idempotency.dynamodb.local;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.io.IOException;
import java.time.Duration;
import java.util.OptionalInt;

/**
 * The server process as its parent sees it.
 *
 * <p>The two share the server's working directory, where it announces its port, and a pipe on the server's standard
 * input, to which nobody writes. The operating system closes that pipe when the parent ends, however it ends, and the
 * server takes this as its own end. So no shutdown hook is needed.
 */
final class ServerProcess {
    private static final long POLL_MILLIS = 10;

    private final Process process;
    private final WorkingDirectory directory;

    private ServerProcess(Process process, WorkingDirectory directory) {
        this.process = process;
        this.directory = directory;
    }

    static ServerProcess launch(ServerCommand command) throws IOException {
        WorkingDirectory directory = WorkingDirectory.create();
        try {
            return new ServerProcess(command.builder(directory).start(), directory);
        } catch (IOException e) {
            directory.remove();
            throw e;
        }
    }

    int awaitPort(Duration limit) throws IOException {
        long start = System.nanoTime();
        try {
            while (!process.waitFor(POLL_MILLIS, MILLISECONDS)) {
                OptionalInt port = directory.announcedPort();
                if (port.isPresent()) {
                    return port.getAsInt();
                }
                if (System.nanoTime() - start >= limit.toNanos()) {
                    throw failure("did not answer within " + limit.toMillis() + " ms");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while DynamoDB Local was starting", e);
        }
        throw failure("ended with exit status " + process.exitValue() + " before it answered");
    }

    private IllegalStateException failure(String what) throws IOException {
        return new IllegalStateException("DynamoDB Local " + what + ". It printed:\n" + directory.output());
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    WorkingDirectory directory() {
        return directory;
    }

    /** Kills the process: asking it would take longer, and there is nothing it could save. */
    void end() {
        process.destroyForcibly().onExit().join();
        directory.remove();
    }
}
