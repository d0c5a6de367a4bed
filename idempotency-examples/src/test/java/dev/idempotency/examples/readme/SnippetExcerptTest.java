package dev.idempotency.examples.readme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnippetExcerptTest {

    @TempDir
    private Path root;

    @BeforeEach
    void writeASource() throws IOException {
        Path folder = Files.createDirectories(root.resolve("module/src/test/java/com/acme"));
        Files.writeString(folder.resolve("Shop.java"), """
                class Shop {
                    void open() {

                        light();
                    }
                }
                """);
    }

    @Test
    void pieceOfASourceIsFoundWhateverItsIndentation() throws IOException {
        Snippet snippet = only("Shop.java", "void open() {\n    light();\n}");

        assertThatCode(() -> SnippetExcerpt.check(snippet, root)).doesNotThrowAnyException();
    }

    @Test
    void pieceThatTheSourceDoesNotHaveFailsWithFileAndLine() throws IOException {
        Snippet snippet = only("Shop.java", "void open() {\n    heat();\n}");

        assertThatThrownBy(() -> SnippetExcerpt.check(snippet, root))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("page.md:3: not in ");
    }

    @Test
    void sourceThatIsNotThereFailsWithFileAndLine() throws IOException {
        Snippet snippet = only("Store.java", "light();");

        assertThatThrownBy(() -> SnippetExcerpt.check(snippet, root))
                .isInstanceOf(AssertionError.class)
                .hasMessage("page.md:3: no source file Store.java");
    }

    private Snippet only(String source, String code) throws IOException {
        String page = "<!-- from: " + source + " -->\n```java\n" + code + "\n```\n";
        Path file = Files.writeString(root.resolve("page.md"), page);
        assertThat(Snippet.in(file)).singleElement().matches(Snippet::isExcerpt);
        return Snippet.in(file).get(0);
    }
}
