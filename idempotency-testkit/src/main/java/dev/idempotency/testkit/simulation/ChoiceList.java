package dev.idempotency.testkit.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Decisions written down: taken from elsewhere while there are any left, and then the first option each time. */
final class ChoiceList {

    private ChoiceList() {}

    /** Repeats what was written down. */
    static Choices replay(String text) {
        List<Integer> list = text.isBlank()
                ? List.of()
                : Stream.of(text.split("\\.")).map(Integer::valueOf).toList();
        return new Choices() {
            private int position;

            @Override
            public int choose(int options) {
                return options == 1 || position == list.size() ? 0 : list.get(position++);
            }
        };
    }

    /** Writes down what another decides. */
    static final class Recording implements Choices {

        private final Choices choices;
        private final List<Integer> taken = new ArrayList<>();

        Recording(Choices choices) {
            this.choices = choices;
        }

        @Override
        public int choose(int options) {
            return record(options, choices.choose(options));
        }

        @Override
        public int chooseRarely(int options) {
            return record(options, choices.chooseRarely(options));
        }

        int length() {
            return taken.size();
        }

        private int record(int options, int choice) {
            if (options > 1) {
                taken.add(choice);
            }
            return choice;
        }

        @Override
        public String toString() {
            return taken.stream().map(String::valueOf).collect(Collectors.joining("."));
        }
    }
}
