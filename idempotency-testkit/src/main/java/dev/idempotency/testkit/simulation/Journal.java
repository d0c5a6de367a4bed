package dev.idempotency.testkit.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Who did what, and when: written only for a schedule that is to be shown. */
final class Journal {

    private final VirtualTime time;
    private final boolean written;
    private final List<String> lines = new ArrayList<>();

    Journal(VirtualTime time, boolean written) {
        this.time = time;
        this.written = written;
    }

    void note(String who, Supplier<String> what) {
        if (written) {
            String seconds = String.valueOf(time.now());
            lines.add(" ".repeat(Math.max(0, 4 - seconds.length())) + seconds + " s  " + who
                    + " ".repeat(Math.max(1, 14 - who.length())) + what.get());
        }
    }

    List<String> lines() {
        return lines;
    }
}
