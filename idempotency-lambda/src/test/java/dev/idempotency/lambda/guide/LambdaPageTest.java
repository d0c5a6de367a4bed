package dev.idempotency.lambda.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Every block of Java in docs/lambda.md is, but for its indentation, a piece of a file of this package that is compiled
 * and run. A comment above the block names the file: {@code <!-- from: BookingFunction.java -->}
 */
class LambdaPageTest {

    private static final Path MODULE =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath();
    private static final Path PAGE = MODULE.resolveSibling("docs").resolve("lambda.md");
    private static final Path SOURCES = MODULE.resolve("src/test/java/dev/idempotency/lambda/guide");
    private static final Pattern BLOCK =
            Pattern.compile("(?:<!-- from: (\\S+) -->\\n)?```java\\n(.*?)\\n```", Pattern.DOTALL);

    @Test
    void everySnippetIsFromCodeThatIsTested() throws IOException {
        List<MatchResult> blocks =
                BLOCK.matcher(Files.readString(PAGE)).results().toList();

        assertThat(blocks).isNotEmpty();
        for (MatchResult block : blocks) {
            assertThat(block.group(1)).as("source of " + block.group(2)).isNotNull();
            assertThat(unindented(Files.readString(SOURCES.resolve(block.group(1)))))
                    .contains(unindented(block.group(2)));
        }
    }

    private static String unindented(String code) {
        return code.lines().map(String::strip).filter(line -> !line.isEmpty()).collect(Collectors.joining("\n"));
    }
}
