package dev.idempotency.benchmarks.page;

import dev.idempotency.benchmarks.page.Svg.Anchor;
import dev.idempotency.benchmarks.page.Svg.Point;
import java.util.List;
import java.util.stream.DoubleStream;

/** Times of library and floor as pairs of horizontal bars, on a logarithmic axis where they are too far apart. */
record BarChart(String title, List<Pair> pairs) {

    private static final int WIDTH = 760;
    private static final int LEFT = 190;
    private static final int RIGHT = 90;
    private static final int TOP = 66;
    private static final int BOTTOM = 50;
    private static final int PAIR_HEIGHT = 48;
    private static final int BAR_HEIGHT = 16;
    private static final int LENGTH = WIDTH - LEFT - RIGHT;
    private static final double FAR_APART = 20;

    /** What is compared, and the times of both in nanoseconds. */
    record Pair(String label, double library, double floor) {}

    String svg() {
        Axis axis = axis();
        double bottom = TOP + (double) pairs.size() * PAIR_HEIGHT;
        Svg svg = new Svg(WIDTH, (int) bottom + BOTTOM, title);
        svg.legend(new Point(LEFT, 38));
        for (double tick : axis.ticks()) {
            Point foot = new Point(LEFT + LENGTH * axis.fraction(tick), bottom);
            svg.gridLine(foot.down(TOP - bottom), foot);
            svg.text(
                    foot.down(16),
                    Anchor.MIDDLE,
                    axis.logarithmic() ? Figures.time(tick) : Figures.time(tick, greatest()));
        }
        String scale = axis.logarithmic() ? "time (logarithmic)" : "time";
        svg.text(new Point(LEFT + LENGTH / 2.0, bottom + 38), Anchor.MIDDLE, scale);
        for (int i = 0; i < pairs.size(); i++) {
            draw(pairs.get(i), new Point(LEFT, TOP + (double) i * PAIR_HEIGHT + 8), axis, svg);
        }
        return svg.toString();
    }

    private static void draw(Pair pair, Point corner, Axis axis, Svg svg) {
        svg.text(corner.right(-10).down(BAR_HEIGHT + 4), Anchor.END, pair.label);
        bar(corner, LENGTH * axis.fraction(pair.library), Svg.LIBRARY_COLOUR, svg);
        bar(corner.down(BAR_HEIGHT), LENGTH * axis.fraction(pair.floor), Svg.FLOOR_COLOUR, svg);
        label(corner, pair.library, axis, svg);
        label(corner.down(BAR_HEIGHT), pair.floor, axis, svg);
    }

    private static void bar(Point corner, double length, String colour, Svg svg) {
        svg.rectangle(corner, length, BAR_HEIGHT - 1, colour);
    }

    private static void label(Point corner, double nanos, Axis axis, Svg svg) {
        Point end = corner.right(LENGTH * axis.fraction(nanos) + 6).down(BAR_HEIGHT - 4);
        svg.text(end, Anchor.START, Figures.time(nanos));
    }

    private Axis axis() {
        double least = times().min().orElseThrow();
        return greatest() > FAR_APART * least ? Axis.logarithmic(least, greatest()) : Axis.linear(greatest());
    }

    private double greatest() {
        return times().max().orElseThrow();
    }

    private DoubleStream times() {
        return pairs.stream().flatMapToDouble(pair -> DoubleStream.of(pair.library, pair.floor));
    }
}
