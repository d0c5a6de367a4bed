package dev.idempotency.examples.readme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnippetRunTest {

    @TempDir
    private Path directory;

    @Test
    void blocksOfJavaAreFoundWithTheirNames() throws Exception {
        assertThat(Snippet.in(sample()))
                .extracting(Snippet::firstLine, Snippet::name)
                .containsExactly(tuple(13, "wrap"), tuple(28, ""), tuple(40, "dynamodb"));
    }

    @Test
    void goodSnippetsCompileAndRun() throws Exception {
        for (Snippet snippet : Snippet.in(sample())) {
            assertThatCode(() -> SnippetRun.of(snippet, directory)).doesNotThrowAnyException();
        }
    }

    @Test
    void snippetThatDoesNotCompileFailsWithFileAndLine() {
        assertThatThrownBy(() -> runOnly("""
                A title

                ```java
                import java.util.concurrent.atomic.AtomicInteger;
                Receipt receipt = payments.charge(order);
                int number = receipt;
                ```
                """))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("page.md:6: ")
                .hasMessageContaining("Receipt");
    }

    @Test
    void importOfNothingFailsWithFileAndLine() {
        assertThatThrownBy(() -> runOnly("""
                ```java
                String text = "";
                import java.util.NoSuchType;
                ```
                """))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("page.md:3: ");
    }

    @Test
    void snippetWithAWarningFailsWithFileAndLine() {
        assertThatThrownBy(() -> runOnly("""
                ```java

                List names = new ArrayList<String>();
                ```
                """))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("page.md:3: ");
    }

    @Test
    void snippetThatThrowsFailsWithFileAndLine() {
        assertThatThrownBy(() -> runOnly("""
                ```java
                charge.apply(order);
                assertEquals(2, store.size());
                ```
                """))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("page.md:3: ")
                .hasMessageContaining("expected: <2> but was: <1>");
    }

    @Test
    void unknownScaffoldFailsWithFileAndLine() {
        assertThatThrownBy(() -> runOnly("""
                <!-- snippet: refunds -->

                ```java
                ```
                """))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("page.md:4: no scaffold for snippet \"refunds\"");
    }

    @Test
    void blockWithoutAnEndFailsWithFileAndLine() {
        assertThatThrownBy(() -> runOnly("""
                Text
                ```java
                charge.apply(order);
                """))
                .isInstanceOf(AssertionError.class)
                .hasMessage("page.md:2: code block without an end");
    }

    private void runOnly(String markdown) throws IOException {
        Path page = Files.writeString(directory.resolve("page.md"), markdown);
        List<Snippet> snippets = Snippet.in(page);
        assertThat(snippets).hasSize(1);
        SnippetRun.of(snippets.get(0), directory);
    }

    private static Path sample() throws URISyntaxException {
        return Path.of(Objects.requireNonNull(SnippetRunTest.class.getResource("sample.md"))
                .toURI());
    }
}
