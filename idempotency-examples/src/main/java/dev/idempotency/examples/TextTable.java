package dev.idempotency.examples;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Lays rows of text out in columns, numbers to the right. */
final class TextTable {

    private static final String GAP = "  ";

    private final List<String> heads;
    private final List<List<String>> rows = new ArrayList<>();

    TextTable(String... heads) {
        this.heads = List.of(heads);
    }

    void add(Object... cells) {
        rows.add(Stream.of(cells).map(Object::toString).toList());
    }

    List<String> lines() {
        List<Integer> widths =
                IntStream.range(0, heads.size()).mapToObj(this::width).toList();
        return Stream.concat(Stream.of(heads), rows.stream())
                .map(row -> line(row, widths))
                .toList();
    }

    private int width(int column) {
        return Stream.concat(Stream.of(heads), rows.stream())
                .mapToInt(row -> row.get(column).length())
                .max()
                .orElse(0);
    }

    private String line(List<String> row, List<Integer> widths) {
        return IntStream.range(0, row.size())
                .mapToObj(column -> aligned(row.get(column), widths.get(column), isNumeric(column)))
                .collect(Collectors.joining(GAP))
                .stripTrailing();
    }

    private boolean isNumeric(int column) {
        return rows.stream().allMatch(row -> row.get(column).matches("[0-9.]+"));
    }

    private static String aligned(String text, int width, boolean right) {
        String padding = " ".repeat(width - text.length());
        return right ? padding + text : text + padding;
    }
}
