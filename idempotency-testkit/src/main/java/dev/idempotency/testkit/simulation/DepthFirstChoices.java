package dev.idempotency.testkit.simulation;

import java.util.Arrays;

/** Every list of decisions there is, one schedule after the other. */
final class DepthFirstChoices implements Choices {

    private int[] taken = new int[64];
    private int[] options = new int[64];
    private int length;
    private int position;

    @Override
    public int choose(int optionsHere) {
        if (optionsHere == 1) {
            return 0;
        }
        if (position == length) {
            append(optionsHere);
        } else if (options[position] != optionsHere) {
            throw new IllegalStateException("the same decisions led elsewhere: " + optionsHere + " options instead of "
                    + options[position] + " at decision " + position);
        }
        return taken[position++];
    }

    /** Goes on to the next list; {@code false} if there is none. */
    boolean next() {
        length = position;
        while (length > 0 && taken[length - 1] + 1 == options[length - 1]) {
            length--;
        }
        position = 0;
        if (length == 0) {
            return false;
        }
        taken[length - 1]++;
        return true;
    }

    private void append(int optionsHere) {
        if (length == taken.length) {
            taken = Arrays.copyOf(taken, 2 * length);
            options = Arrays.copyOf(options, 2 * length);
        }
        taken[length] = 0;
        options[length] = optionsHere;
        length++;
    }
}
