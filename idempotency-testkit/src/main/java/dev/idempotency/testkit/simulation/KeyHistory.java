package dev.idempotency.testkit.simulation;

import dev.idempotency.persistence.IdempotencyRecord;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What has happened to one key. */
final class KeyHistory {

    private final List<String> runs = new ArrayList<>();
    private final Set<String> unrecorded = new HashSet<>();
    private int takeovers;
    private int releases;
    private @Nullable IdempotencyRecord completed;

    void addTakeover() {
        takeovers++;
    }

    void addRelease() {
        releases++;
    }

    void addRun(String run) {
        runs.add(run);
    }

    boolean hasRunWithoutReason() {
        return runs.size() > 1 + takeovers + releases;
    }

    String runsTold() {
        return runs.size() + " runs, " + takeovers + " takeovers, " + releases + " released failures";
    }

    @Nullable
    IdempotencyRecord completed() {
        return completed;
    }

    void complete(IdempotencyRecord record) {
        completed = record;
    }

    /** Notes that the store could not be told of a run: duplicates in the same process get its result all the same. */
    void addUnrecorded(SimulatedProcess process) {
        if (!runs.isEmpty()) {
            unrecorded.add(process.name() + runs.get(runs.size() - 1));
        }
    }

    /** Whether a duplicate in the process may be answered with the result or failure of the run. */
    boolean mayBeReplayed(String run, SimulatedProcess process) {
        return isRecorded(run) || unrecorded.contains(process.name() + run);
    }

    private boolean isRecorded(String run) {
        String text = '"' + run + '"';
        return completed != null
                && Stream.of(completed.response(), completed.failure())
                        .anyMatch(stored -> stored != null && stored.contains(text));
    }
}
