package dev.idempotency.aspectj;

import static org.assertj.core.api.Assertions.assertThat;

import dev.idempotency.IdempotencyConfig;
import dev.idempotency.aspectj.woven.ReadmeExample;
import dev.idempotency.persistence.InMemoryPersistenceStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the README shows of weaving is what is woven here. */
class ReadmeExampleTest {

    private static final Path MODULE =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath();
    private static final Pattern BLOCK =
            Pattern.compile("<!-- snippet: weave -->\\s+```java\\s(.*?)```", Pattern.DOTALL);

    @Test
    void blockOfTheReadmeIsWoven() throws IOException {
        String source = ReadmeExample.class.getName().replace('.', '/') + ".java";

        assertThat(words(Files.readString(MODULE.resolve("src/test/java").resolve(source))))
                .contains(words(block(Files.readString(MODULE.resolveSibling("README.md")))));
    }

    @Test
    void wovenClassKeepsWhatTheReadmePromises() {
        List<String> transfers = ReadmeExample.transfers(
                IdempotencyConfig.builder(new InMemoryPersistenceStore()).build());

        assertThat(transfers.get(1)).isEqualTo(transfers.get(0));
        assertThat(transfers.get(2)).isNotEqualTo(transfers.get(0));
    }

    private static String block(String readme) {
        List<MatchResult> blocks = BLOCK.matcher(readme).results().toList();
        assertThat(blocks).hasSize(1);
        return blocks.get(0).group(1);
    }

    /** The formatter has its own mind on spaces and blank lines. */
    private static String words(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }
}
