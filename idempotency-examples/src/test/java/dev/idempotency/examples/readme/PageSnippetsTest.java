package dev.idempotency.examples.readme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every block of Java in the README and in docs is tested, one of two ways.
 *
 * <p>A block compiles and runs by itself: it is a list of statements; types may be declared among them, and import lines
 * come first. It finds {@code store}, {@code payments}, {@code order} and more around it, unless it declares them itself:
 * see {@link PaymentsScaffold}. A comment right above the block, which no reader of the page sees, gives it a name, and
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
 *
 * <p>Or the block is a piece of a source file that is tested where it is, and the comment names that file:
 * {@code <!-- from: PaymentsTest.java -->}.
 */
class PageSnippetsTest {

    @TestFactory
    Stream<DynamicTest> everySnippetIsTested(@TempDir Path classes) throws IOException {
        List<Snippet> snippets = new ArrayList<>();
        for (Path page : Pages.all()) {
            snippets.addAll(Snippet.in(page));
        }
        assertThat(snippets).as("blocks of Java under " + Pages.ROOT).isNotEmpty();
        return snippets.stream()
                .map(snippet -> dynamicTest(snippet.at(snippet.firstLine()), () -> check(snippet, classes)));
    }

    private static void check(Snippet snippet, Path classes) throws IOException {
        if (snippet.isExcerpt()) {
            SnippetExcerpt.check(snippet, Pages.ROOT);
        } else {
            SnippetRun.of(snippet, classes);
        }
    }
}
