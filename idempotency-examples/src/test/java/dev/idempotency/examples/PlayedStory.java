package dev.idempotency.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Map;

/** A story after it was played on a store. */
public final class PlayedStory {

    private final String output;
    private final boolean asExpected;

    private PlayedStory(String output, boolean asExpected) {
        this.output = output;
        this.asExpected = asExpected;
    }

    /** Plays it, and leaves the store's description out of it. */
    public static PlayedStory on(String storeName, Story.Script script) {
        try (ExampleStore store = ExampleStore.open(storeName, Map.of())) {
            return on(store, script);
        }
    }

    private static PlayedStory on(ExampleStore store, Story.Script script) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Story story = new Story(new PrintStream(bytes, true, UTF_8));
        script.play(store, story);
        boolean asExpected = story.end();
        String output = bytes.toString(UTF_8).replace(System.lineSeparator(), "\n");
        return new PlayedStory(output.replace(store.description(), ""), asExpected);
    }

    /** Plays it on a store that forgets everything. */
    public static PlayedStory onForgetfulStore(Story.Script script) {
        return on(new ForgetfulStore(), script);
    }

    /** All came out as it should, in plain ASCII that fits a terminal, and the same as in memory. */
    public void assertIsToldAsInMemory(Story.Script script) {
        assertThat(output).doesNotContain("DIFFERS");
        assertThat(asExpected).isTrue();
        assertThat(output.lines()).allSatisfy(line -> assertThat(line).matches("[ -~]{0,130}"));
        assertThat(output).isEqualTo(on(ExampleStore.MEMORY, script).output);
    }

    /** Something was found not to be as it should. */
    public void assertIsFoundOut() {
        assertThat(asExpected).isFalse();
        assertThat(output).contains("DIFFERS");
    }
}
