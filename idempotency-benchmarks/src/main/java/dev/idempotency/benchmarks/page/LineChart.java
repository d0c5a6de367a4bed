package dev.idempotency.benchmarks.page;

import dev.idempotency.benchmarks.page.Svg.Anchor;
import dev.idempotency.benchmarks.page.Svg.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/** Throughput of library and floor by the number of threads, as multiples of what each has with one. */
record LineChart(String title, List<Throughput> throughputs) {

    private static final int WIDTH = 760;
    private static final int HEIGHT = 340;
    private static final int LEFT = 80;
    private static final int RIGHT = 40;
    private static final int TOP = 70;
    private static final int BOTTOM = 60;

    /** Of all threads together, beside that of one. */
    record Throughput(int threads, double library, double floor) {}

    String svg() {
        Svg svg = new Svg(WIDTH, HEIGHT, title);
        svg.legend(new Point(LEFT, 40));
        Axis axis = Axis.linear(throughputs.stream()
                .flatMapToDouble(throughput -> DoubleStream.of(throughput.library, throughput.floor))
                .max()
                .orElseThrow());
        for (double tick : axis.ticks()) {
            Point start = new Point(LEFT, y(tick, axis));
            svg.gridLine(start, start.right(WIDTH - LEFT - RIGHT));
            svg.text(start.right(-8).down(4), Anchor.END, Figures.format("%.1f", tick));
        }
        svg.upwardText(new Point(28, (TOP + HEIGHT - BOTTOM) / 2.0), "throughput, 1 thread = 1");
        svg.text(new Point((LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 16), Anchor.MIDDLE, "threads");
        List<Point> library = new ArrayList<>();
        List<Point> floor = new ArrayList<>();
        for (int i = 0; i < throughputs.size(); i++) {
            Throughput throughput = throughputs.get(i);
            svg.text(new Point(x(i), HEIGHT - BOTTOM + 20), Anchor.MIDDLE, Integer.toString(throughput.threads));
            library.add(new Point(x(i), y(throughput.library, axis)));
            floor.add(new Point(x(i), y(throughput.floor, axis)));
        }
        svg.path(floor, Svg.FLOOR_COLOUR);
        svg.path(library, Svg.LIBRARY_COLOUR);
        return svg.toString();
    }

    private double x(int place) {
        double margin = 30;
        return LEFT + margin + place * (WIDTH - LEFT - RIGHT - 2 * margin) / (throughputs.size() - 1);
    }

    private static double y(double value, Axis axis) {
        return HEIGHT - BOTTOM - axis.fraction(value) * (HEIGHT - TOP - BOTTOM);
    }
}
