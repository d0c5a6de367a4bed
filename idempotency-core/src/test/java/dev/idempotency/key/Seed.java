package dev.idempotency.key;

import java.util.Random;

/** Randomness that can be had again: the seed is printed, and {@code -Dseed=...} sets it. */
final class Seed {

    private Seed() {}

    static Random random(String test) {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println(test + ": -Dseed=" + seed);
        return new Random(seed);
    }
}
