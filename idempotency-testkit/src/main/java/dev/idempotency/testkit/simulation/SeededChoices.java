package dev.idempotency.testkit.simulation;

import java.util.SplittableRandom;

/** Decisions drawn from a seed. */
final class SeededChoices implements Choices {

    private static final int RULES_PER_EXCEPTION = 8;

    private final SplittableRandom random;

    SeededChoices(long seed) {
        this.random = new SplittableRandom(seed);
    }

    @Override
    public int choose(int options) {
        return random.nextInt(options);
    }

    @Override
    public int chooseRarely(int options) {
        return options == 1 || random.nextInt(RULES_PER_EXCEPTION) > 0 ? 0 : 1 + random.nextInt(options - 1);
    }
}
