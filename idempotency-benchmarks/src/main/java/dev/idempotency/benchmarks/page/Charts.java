package dev.idempotency.benchmarks.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The drawings of a page.
 *
 * @param directory beside the page
 */
record Charts(Path directory) {

    /** Writes a drawing, and says how the page shows it. */
    String add(String name, String title, String svg) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve(name + ".svg"), svg);
        return "![" + title + "](" + directory.getFileName() + "/" + name + ".svg)\n";
    }

    String add(String name, BarChart chart) throws IOException {
        return add(name, chart.title(), chart.svg());
    }

    String add(String name, LineChart chart) throws IOException {
        return add(name, chart.title(), chart.svg());
    }
}
