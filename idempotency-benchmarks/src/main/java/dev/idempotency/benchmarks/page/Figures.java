package dev.idempotency.benchmarks.page;

import java.util.Locale;

/** How the page writes numbers. */
final class Figures {

    private static final double NANOS_PER_MICRO = 1e3;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double AT_LEAST = 10;

    private Figures() {}

    /** In the largest unit that leaves two digits before the point, which is not printed. */
    static String time(double nanos) {
        return time(nanos, nanos);
    }

    /** In the unit of another time. */
    static String time(double nanos, double other) {
        if (other >= AT_LEAST * NANOS_PER_MILLI) {
            return format("%,.0f ms", nanos / NANOS_PER_MILLI);
        }
        return other >= AT_LEAST * NANOS_PER_MICRO
                ? format("%,.0f µs", nanos / NANOS_PER_MICRO)
                : format("%,.0f ns", nanos);
    }

    static String bytes(double bytes) {
        return format("%,.0f B", bytes);
    }

    static String mebibytes(long kibibytes) {
        return format("%,.0f MiB", kibibytes / 1024.0);
    }

    static String count(double number) {
        return format("%,.0f", number);
    }

    static String ratio(double ratio) {
        return format("%.2f", ratio);
    }

    /** In bold if it misses its target. */
    static String ratio(double ratio, double target) {
        return isMissed(ratio, target) ? "**" + ratio(ratio) + "**" : ratio(ratio);
    }

    static String format(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }

    /** As printed: what reads as the target is no miss. */
    private static boolean isMissed(double ratio, double target) {
        return Double.parseDouble(ratio(ratio)) > target;
    }
}
