package dev.idempotency.examples.readme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Compiles and runs every block of Java in the README at the root of the repository.
 *
 * <p>A block is a list of statements; types may be declared among them, and import lines come first. It finds
 * {@code store}, {@code payments}, {@code order} and more around it, unless it declares them itself: see
 * {@link PaymentsScaffold}. A comment right above the block, which no reader of the README sees, gives it a name, and
 * the name stands for a scaffold in {@link SnippetRun}:
 *
 * <pre>{@code
 * <!-- snippet: dynamodb -->
 * ```java
 * PersistenceStore store = DynamoDbPersistenceStore.create(client, "idempotency");
 * ```
 * }</pre>
 *
 * <p>It may say what comes out with AssertJ's or JUnit's assertions.
 */
class ReadmeSnippetsTest {

    private static final Path README =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolveSibling("README.md");

    @TestFactory
    Stream<DynamicTest> everySnippetCompilesAndRuns(@TempDir Path classes) throws IOException {
        List<Snippet> snippets = Snippet.in(README);
        assertThat(snippets).as("blocks of Java in " + README).isNotEmpty();
        return snippets.stream()
                .map(snippet -> dynamicTest(snippet.at(snippet.firstLine()), () -> SnippetRun.of(snippet, classes)));
    }
}
