package dev.idempotency.testkit.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every block of Java in docs/testing.md is, but for its indentation, a piece of a file of this package that is compiled
 * and run. A comment above the block names the file: {@code <!-- from: PaymentsTest.java -->}
 */
class TestingPageTest {

    private static final Path MODULE =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath();
    private static final Path PAGE = MODULE.resolveSibling("docs").resolve("testing.md");
    private static final Path SOURCES = MODULE.resolve("src/test/java/dev/idempotency/testkit");
    private static final Pattern BLOCK =
            Pattern.compile("(?:<!-- from: (\\S+) -->\\n)?```java\\n(.*?)\\n```", Pattern.DOTALL);
    private static final Pattern TEST = Pattern.compile("`(\\w+Test)\\.(\\w+)`");

    @Test
    void everySnippetIsFromCodeThatIsTested() throws IOException {
        List<MatchResult> blocks = matches(BLOCK).toList();

        assertThat(blocks).isNotEmpty();
        for (MatchResult block : blocks) {
            assertThat(block.group(1)).as("source of " + block.group(2)).isNotNull();
            assertThat(unindented(Files.readString(SOURCES.resolve("guide").resolve(block.group(1)))))
                    .contains(unindented(block.group(2)));
        }
    }

    @Test
    void everyTestThatIsNamedExists() throws IOException {
        List<MatchResult> tests = matches(TEST).toList();

        assertThat(tests).isNotEmpty();
        for (MatchResult test : tests) {
            assertThat(sourcesOf(test.group(1))).as(test.group()).contains("void " + test.group(2) + "(");
        }
    }

    /** A contract's tests are methods of the interfaces that it is made of. */
    private static String sourcesOf(String testClass) throws IOException {
        Path test = SOURCES.resolve(testClass + ".java");
        String own = Files.readString(test);
        if (!own.contains("extends PersistenceStoreContract")) {
            return own;
        }
        StringBuilder all = new StringBuilder(own);
        for (String duties : List.of("ClaimDuties", "OwnerDuties", "RecordDuties", "RaceDuties")) {
            all.append(Files.readString(
                    MODULE.resolve("src/main/java/dev/idempotency/testkit").resolve(duties + ".java")));
        }
        return all.toString();
    }

    private static Stream<MatchResult> matches(Pattern pattern) throws IOException {
        return pattern.matcher(Files.readString(PAGE)).results();
    }

    private static String unindented(String code) {
        return code.lines().map(String::strip).filter(line -> !line.isEmpty()).collect(Collectors.joining("\n"));
    }
}
