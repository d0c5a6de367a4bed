package dev.idempotency.benchmarks.page;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A drawing on a light ground, which stays legible where the page around it is dark. */
final class Svg {

    static final String LIBRARY_COLOUR = "#2563a8";
    static final String FLOOR_COLOUR = "#9aa5b1";
    static final String GRID_COLOUR = "#dde1e6";
    static final String TEXT_COLOUR = "#24292f";

    private static final int LEGEND_BOX = 12;

    private final StringBuilder text = new StringBuilder();

    Svg(int width, int height, String title) {
        text.append(Figures.format("""
                <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" viewBox="0 0 %1$d %2$d" \
                font-family="sans-serif" font-size="12" fill="%3$s" role="img">
                <title>%4$s</title>
                <rect width="%1$d" height="%2$d" rx="6" fill="#fbfcfd"/>
                """, width, height, TEXT_COLOUR, title));
        text(new Point(width / 2.0, 24), Anchor.MIDDLE, title);
    }

    /** Which part of a text is at its point. */
    enum Anchor {
        START,
        MIDDLE,
        END
    }

    /** A place in pixels from the upper left corner. */
    record Point(double x, double y) {

        Point right(double pixels) {
            return new Point(x + pixels, y);
        }

        Point down(double pixels) {
            return new Point(x, y + pixels);
        }
    }

    void text(Point at, Anchor anchor, String words) {
        text.append(Figures.format(
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n",
                at.x, at.y, anchor.name().toLowerCase(Locale.ROOT), words));
    }

    /** A text that reads upwards. */
    void upwardText(Point at, String words) {
        text.append(Figures.format(
                "<text transform=\"translate(%.1f %.1f) rotate(-90)\" text-anchor=\"middle\">%s</text>%n",
                at.x, at.y, words));
    }

    void rectangle(Point corner, double width, double height, String colour) {
        text.append(Figures.format(
                "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>%n",
                corner.x, corner.y, width, height, colour));
    }

    void gridLine(Point from, Point to) {
        text.append(Figures.format(
                "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"/>%n",
                from.x, from.y, to.x, to.y, GRID_COLOUR));
    }

    /** Points, marked, with a line through them. */
    void path(List<Point> points, String colour) {
        String line = points.stream()
                .map(point -> Figures.format("%.1f,%.1f", point.x, point.y))
                .collect(Collectors.joining(" "));
        text.append(Figures.format(
                "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2.5\"/>%n", line, colour));
        for (Point point : points) {
            text.append(Figures.format(
                    "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\" fill=\"%s\"/>%n", point.x, point.y, colour));
        }
    }

    void legend(Point at) {
        legendEntry(at, LIBRARY_COLOUR, "library");
        legendEntry(at.right(80), FLOOR_COLOUR, "floor");
    }

    private void legendEntry(Point at, String colour, String words) {
        rectangle(at, LEGEND_BOX, LEGEND_BOX, colour);
        text(at.right(LEGEND_BOX + 6).down(LEGEND_BOX - 2), Anchor.START, words);
    }

    @Override
    public String toString() {
        return text + "</svg>\n";
    }
}
