package dev.idempotency.benchmarks;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The most memory that this process has had so far, as Linux tells it. */
final class PeakMemory {

    /** Where there is no /proc. */
    static final String UNKNOWN = "n/a";

    private static final String LABEL = "VmHWM:";

    private PeakMemory() {}

    /** In KiB, or {@link #UNKNOWN}. Loads next to no class, for it is part of what {@link ColdStart} measures. */
    static String kibibytes() {
        try (InputStream file = new FileInputStream("/proc/self/status")) {
            String status = new String(file.readAllBytes(), StandardCharsets.US_ASCII);
            int label = status.indexOf(LABEL);
            int unit = status.indexOf(" kB", label);
            return label < 0 || unit < 0
                    ? UNKNOWN
                    : status.substring(label + LABEL.length(), unit).strip();
        } catch (IOException e) {
            return UNKNOWN;
        }
    }
}
