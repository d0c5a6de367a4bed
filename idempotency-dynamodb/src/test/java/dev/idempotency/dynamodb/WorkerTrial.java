package dev.idempotency.dynamodb;

import dev.idempotency.OnConflict;
import dev.idempotency.dynamodb.Effects.Tally;
import dev.idempotency.dynamodb.WorkerProcess.Moment;
import dev.idempotency.dynamodb.local.DynamoDbLocal;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Kills worker processes at random moments, has one worker finish what they left, and tells what came of it. */
final class WorkerTrial {

    private static final int PROCESSES_AT_A_TIME = 4;
    private static final int LONGEST_LIFE_MILLIS = 1_200;

    /** Beyond the lease; for a machine that does many things at a time. */
    private static final Duration TOLERANCE = Duration.ofSeconds(10);

    /** The lease of the worker that nobody kills. */
    private static final Duration UNDISTURBED = Duration.ofMinutes(1);

    private final Tables tables;
    private final int keys;
    private final long seed;

    WorkerTrial(Flaw flaw, int keys, long seed) {
        this.tables = new Tables(Dynamo.newTable(), Dynamo.newTable(), flaw);
        this.keys = keys;
        this.seed = seed;
    }

    /** What came of a trial. */
    record Report(List<Moment> kills, List<Tally> tallies, List<Integer> stuck, List<Integer> notReplayed, long seed) {

        List<Tally> unsound() {
            return tallies.stream().filter(tally -> !tally.isSound()).toList();
        }

        boolean isClean() {
            return unsound().isEmpty() && stuck.isEmpty() && notReplayed.isEmpty();
        }

        int count(Moment moment) {
            return Collections.frequency(kills, moment);
        }

        @Override
        public String toString() {
            return kills.size() + " worker processes killed, "
                    + (kills.size() - count(Moment.BETWEEN_CALLS)) + " in mid-call ("
                    + count(Moment.BEFORE_THE_EFFECT) + " in a run before its effect, "
                    + count(Moment.AFTER_THE_EFFECT) + " after it); "
                    + tallies.size() + " keys, "
                    + tallies.stream().mapToInt(Tally::runs).sum() + " runs, "
                    + tallies.stream().mapToInt(Tally::takeovers).sum() + " takeovers, "
                    + tallies.stream().mapToInt(Tally::failures).sum() + " failed runs; "
                    + unsound().size() + " keys with double runs, "
                    + stuck.size() + " stuck, "
                    + notReplayed.size() + " not replayed; seed " + seed;
        }
    }

    /** Runs the trial with the given number of kills. */
    Report run(int kills) throws InterruptedException, ExecutionException {
        List<Moment> moments = new ArrayList<>();
        ExecutorService lanes = Executors.newFixedThreadPool(PROCESSES_AT_A_TIME);
        try {
            List<Callable<Moment>> tasks = IntStream.range(0, kills)
                    .mapToObj(number -> (Callable<Moment>) () -> startAndKill(seed + number))
                    .toList();
            for (Future<Moment> moment : lanes.invokeAll(tasks)) {
                moments.add(moment.get());
            }
        } finally {
            lanes.shutdownNow();
        }
        List<Integer> stuck = keysNotCompletedBy(OnConflict.waitUpTo(WorkerProgram.LEASE.plus(TOLERANCE)));
        List<Integer> notReplayed = keysNotCompletedBy(OnConflict.FAIL);
        return new Report(moments, tables.effects(Dynamo.CLIENT).tallies(keys), stuck, notReplayed, seed);
    }

    private Moment startAndKill(long workerSeed) throws IOException, InterruptedException {
        Random random = new Random(workerSeed);
        try (WorkerProcess worker =
                WorkerProcess.start(DynamoDbLocal.shared().endpoint(), tables, keys, random.nextLong())) {
            return worker.killAfter(Duration.ofMillis(random.nextInt(LONGEST_LIFE_MILLIS)));
        }
    }

    private List<Integer> keysNotCompletedBy(OnConflict onConflict) {
        try (DynamoDbClient client = Dynamo.impatientClient(Clients.http(), 1)) {
            Worker worker = new Worker(tables, client, UNDISTURBED, onConflict, new Unhurried());
            return IntStream.range(0, keys)
                    .filter(key -> !worker.call(key))
                    .boxed()
                    .toList();
        }
    }

    private static final class Unhurried implements Worker.Pace {

        @Override
        public boolean beforeTheEffect() {
            return false;
        }

        @Override
        public void afterTheEffect() {}
    }
}
