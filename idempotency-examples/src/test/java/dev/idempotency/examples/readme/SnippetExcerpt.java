package dev.idempotency.examples.readme;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Looks for a snippet that is a piece of a source file, but for indentation and blank lines. */
final class SnippetExcerpt {

    private SnippetExcerpt() {}

    /**
     * Looks into every source file of the snippet's name.
     *
     * @param root of the repository
     * @throws AssertionError naming the page's line if none of them has the snippet in it
     */
    static void check(Snippet snippet, Path root) throws IOException {
        List<Path> sources = sources(root, snippet.name());
        if (sources.isEmpty()) {
            throw new AssertionError(snippet.at(snippet.firstLine()) + ": no source file " + snippet.name());
        }
        String wanted = normal(snippet.lines().stream());
        if (sources.stream().noneMatch(source -> normal(read(source).lines()).contains(wanted))) {
            throw new AssertionError(snippet.at(snippet.firstLine()) + ": not in " + sources);
        }
    }

    private static List<Path> sources(Path root, String name) throws IOException {
        try (Stream<Path> modules = Files.list(root)) {
            return modules.map(module -> module.resolve("src"))
                    .filter(Files::isDirectory)
                    .flatMap(folder -> files(folder, name).stream())
                    .toList();
        }
    }

    private static List<Path> files(Path folder, String name) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.endsWith(name)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path source) {
        try {
            return Files.readString(source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String normal(Stream<String> lines) {
        return lines.map(String::strip).filter(line -> !line.isEmpty()).collect(Collectors.joining("\n"));
    }
}
