package dev.idempotency.examples;

import dev.idempotency.error.IdempotencyPersistenceException;
import java.io.PrintStream;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;

/** What an example tells on the console, plain ASCII, and whether everything in it came out as it should. */
public final class Story {

    private final PrintStream out;
    private int checks;
    private int differing;

    /** A story without any text yet. */
    public Story(PrintStream out) {
        this.out = out;
    }

    /** What is played on a store. */
    @FunctionalInterface
    public interface Script {

        /** Does everything there is to do, and tells it. */
        void play(ExampleStore store, Story story);
    }

    /**
     * The body of an example's main method: plays the script on the store that the system property {@code store} names,
     * and ends the JVM with status 1 if anything differs from what is expected, or 2 if it could not be played.
     */
    public static void main(Script script) {
        int status =
                play(script, System.getProperty("store", ExampleStore.MEMORY), System.getenv(), System.out, System.err);
        if (status != 0) {
            System.exit(status);
        }
    }

    static int play(
            Script script, String storeName, Map<String, String> environment, PrintStream out, PrintStream err) {
        try (ExampleStore store = ExampleStore.open(storeName, environment)) {
            Story story = new Story(out);
            script.play(store, story);
            return story.end() ? 0 : 1;
        } catch (IdempotencyPersistenceException e) {
            err.println("Error: " + e.getMessage() + ": " + e.getCause());
        } catch (IllegalArgumentException | SdkException e) {
            err.println("Error: " + e.getMessage());
        }
        return 2;
    }

    /** Begins a chapter. */
    public void chapter(String title) {
        out.println();
        out.println(title);
    }

    /** Tells what someone, or something, does. */
    public void tell(String who, Object what) {
        out.println("   %-10s%s".formatted(who, what));
    }

    /** Tells a figure or an answer, and whether it is the expected one. */
    public void expect(String what, Object expected, Object actual) {
        checks++;
        if (expected.equals(actual)) {
            tell("ok", what + ": " + actual);
        } else {
            differing++;
            tell("DIFFERS", what + ": " + actual + ", expected " + expected);
        }
    }

    /** Sums up; tells whether all was as expected. */
    public boolean end() {
        chapter("RESULT: " + (checks - differing) + " of " + checks + " checks as expected");
        return differing == 0;
    }
}
