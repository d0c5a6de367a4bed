package dev.idempotency.examples.http;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/** What becomes of the tests of the page where there is no browser. */
class HttpPaymentBrowserTest {

    @TempDir
    private Path directory;

    @Test
    void missingBrowserSkipsTheTest() {
        assertThatThrownBy(() -> Browser.require(missing(), false))
                .isInstanceOf(TestAbortedException.class)
                .hasMessageContaining("apt-get install chromium");
    }

    @Test
    void missingBrowserFailsTheTestWhereOneIsRequired() {
        assertThatThrownBy(() -> Browser.require(missing(), true))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("BROWSER_TESTS_REQUIRED is set");
    }

    private List<Path> missing() {
        return List.of(directory.resolve("chromium"));
    }
}
