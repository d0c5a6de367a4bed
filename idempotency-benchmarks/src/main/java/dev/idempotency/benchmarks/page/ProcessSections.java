package dev.idempotency.benchmarks.page;

import dev.idempotency.benchmarks.ColdStart;
import dev.idempotency.benchmarks.RecordSize;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a process pays: heap for its records, time and memory for its first call. */
record ProcessSections(Measurements measured, Charts charts) {

    private static final double COLD_TARGET = 1.15;

    String recordSizes() {
        Table table = new Table("completed records", "number", "bytes of heap each", "floor", "ratio");
        for (RecordSize.Comparison size : measured.recordSizes()) {
            table.row(
                    "in the " + size.holder(),
                    Figures.count(size.records()),
                    Figures.bytes(size.libraryBytes()),
                    Figures.bytes(size.floorBytes()),
                    Figures.ratio(size.libraryBytes() / size.floorBytes()));
        }
        return """

                ## Heap for a record

                Heap in use after a garbage collection with all records less that without, divided by their number. A record
                has a response of four fields. The floor is a map, or a Caffeine cache, from a key to the text of the
                response: it knows no expiry, owner, lease or status.

                """ + table;
    }

    String coldStarts() throws IOException {
        Table table = new Table(
                "store", "AppCDS", "processes", "time", "floor", "ratio", "target", "peak memory", "floor", "ratio");
        List<BarChart.Pair> bars = new ArrayList<>();
        for (ColdStart.Comparison start : measured.coldStarts()) {
            addRow(table, start);
            String label = start.store() + (start.appCds() ? " with AppCDS" : "");
            bars.add(new BarChart.Pair(
                    label, start.library().nanos(), start.floor().nanos()));
        }
        return """

                ## A process's first call

                Whole processes, of library and floor in turns, that make one call and replay it; medians. The floor in memory
                only loads Jackson, converts the same payload to a tree, and writes and reads the same response; that on
                DynamoDB also makes the same three requests to DynamoDB Local. Neither derives a key. AppCDS is the JDK's
                archive of the classes that the program loads (`-XX:ArchiveClassesAtExit`). The peak of memory is Linux's
                `VmHWM`.

                """ + table + '\n' + charts.add("cold-start", new BarChart("A process's first call", bars));
    }

    private static void addRow(Table table, ColdStart.Comparison start) {
        double ratio = start.library().nanos() / start.floor().nanos();
        table.row(
                start.store(),
                start.appCds() ? "yes" : "no",
                Figures.count(start.rounds()),
                Figures.time(start.library().nanos()),
                Figures.time(start.floor().nanos()),
                Figures.ratio(ratio, COLD_TARGET),
                Figures.ratio(COLD_TARGET),
                memory(start.library().peakKibibytes()),
                memory(start.floor().peakKibibytes()),
                memoryRatio(start.library().peakKibibytes(), start.floor().peakKibibytes()));
    }

    private static String memory(@Nullable Long kibibytes) {
        return kibibytes == null ? "n/a" : Figures.mebibytes(kibibytes);
    }

    private static String memoryRatio(@Nullable Long library, @Nullable Long floor) {
        return library == null || floor == null ? "n/a" : Figures.ratio((double) library / floor);
    }
}
