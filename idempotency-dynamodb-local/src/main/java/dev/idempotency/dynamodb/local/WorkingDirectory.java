package dev.idempotency.dynamodb.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * The temporary directory of one server process: its working directory, its place for temporary files, and how it tells
 * its parent the port it listens on.
 */
record WorkingDirectory(Path root) {
    private static final int OUTPUT_LIMIT = 16_384;

    static WorkingDirectory create() throws IOException {
        return new WorkingDirectory(Files.createTempDirectory("dynamodb-local-"));
    }

    Path outputFile() {
        return root.resolve("output.txt");
    }

    private Path portFile() {
        return root.resolve("port.txt");
    }

    /** Makes the port known in one step, so that a reader never sees half of the number. */
    void announcePort(int port) throws IOException {
        Path draft = Files.writeString(root.resolve("port.draft"), Integer.toString(port));
        Files.move(draft, portFile(), StandardCopyOption.ATOMIC_MOVE);
    }

    OptionalInt announcedPort() throws IOException {
        return Files.exists(portFile())
                ? OptionalInt.of(Integer.parseInt(Files.readString(portFile())))
                : OptionalInt.empty();
    }

    /** What the process printed, or the last 16 KiB of it. */
    String output() throws IOException {
        byte[] all = Files.readAllBytes(outputFile());
        int start = Math.max(0, all.length - OUTPUT_LIMIT);
        return new String(all, start, all.length - start, StandardCharsets.UTF_8);
    }

    /**
     * Removes the directory with all its files, as far as the system lets it: Windows keeps the SQLite library of a
     * server that is still running, as it is when the server itself comes here because its parent is gone.
     */
    void remove() {
        try (Stream<Path> files = Files.walk(root)) {
            List<Path> childrenFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : childrenFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            // A leftover in the directory for temporary files is no reason to fail a test.
        }
    }
}
