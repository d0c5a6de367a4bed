package dev.idempotency.benchmarks.page;

import java.util.ArrayList;
import java.util.List;

/**
 * Values on a line, as fractions of its length.
 *
 * @param ticks values to mark, the first at 0 and the last at 1
 */
record Axis(List<Double> ticks, boolean logarithmic) {

    private static final int MOST_TICKS = 6;
    private static final double[] STEPS = {1, 2, 5, 10};

    /** From 0 to a round value that is no less than the greatest, in steps of 1, 2 or 5 times a power of ten. */
    static Axis linear(double greatest) {
        double step = step(greatest / MOST_TICKS);
        List<Double> ticks = new ArrayList<>();
        for (int i = 0; (i - 1) * step < greatest; i++) {
            ticks.add(i * step);
        }
        return new Axis(ticks, false);
    }

    /** Powers of ten, from one that is less than the least to one that is no less than the greatest. */
    static Axis logarithmic(double least, double greatest) {
        List<Double> ticks = new ArrayList<>();
        for (double exponent = Math.ceil(Math.log10(least)) - 1; ; exponent++) {
            ticks.add(Math.pow(10, exponent));
            if (ticks.get(ticks.size() - 1) >= greatest) {
                return new Axis(ticks, true);
            }
        }
    }

    double fraction(double value) {
        double from = scaled(ticks.get(0));
        return (scaled(value) - from) / (scaled(ticks.get(ticks.size() - 1)) - from);
    }

    private double scaled(double value) {
        return logarithmic ? Math.log10(value) : value;
    }

    private static double step(double least) {
        double power = Math.pow(10, Math.floor(Math.log10(least)));
        for (double factor : STEPS) {
            if (factor * power >= least) {
                return factor * power;
            }
        }
        throw new IllegalArgumentException("no step for " + least);
    }
}
