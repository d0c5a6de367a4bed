package dev.idempotency.testkit.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/testing.md says of the tests; its snippets are checked with those of all pages, in idempotency-examples. */
class TestingPageTest {

    private static final Path MODULE =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath();
    private static final Path PAGE = MODULE.resolveSibling("docs").resolve("testing.md");
    private static final List<Path> SOURCES = List.of(
            MODULE.resolve("src/test/java/dev/idempotency/testkit"),
            MODULE.resolveSibling("idempotency-core").resolve("src/test/java/dev/idempotency"),
            MODULE.resolveSibling("idempotency-dynamodb").resolve("src/test/java/dev/idempotency/dynamodb"));
    private static final Pattern TEST = Pattern.compile("`(\\w+Test)\\.(\\w+)`");

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
        String own = Files.readString(SOURCES.stream()
                .map(sources -> sources.resolve(testClass + ".java"))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow());
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
}
