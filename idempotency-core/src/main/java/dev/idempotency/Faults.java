package dev.idempotency;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What is wrong with the annotations of a type, gathered so that one message tells all of it. */
final class Faults {

    private final List<String> messages = new ArrayList<>();

    void add(String where, String problem) {
        messages.add(where + ": " + problem);
    }

    /** The step's value, or {@code instead} with a fault taken down if the step finds an argument illegal. */
    <T> T tried(String where, Supplier<T> step, T instead) {
        try {
            return step.get();
        } catch (IllegalArgumentException e) {
            add(where, String.valueOf(e.getMessage()));
            return instead;
        }
    }

    /**
     * Ends the gathering.
     *
     * @throws IllegalArgumentException telling every fault, one a line
     */
    void throwIfAny() {
        if (!messages.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", messages));
        }
    }
}
