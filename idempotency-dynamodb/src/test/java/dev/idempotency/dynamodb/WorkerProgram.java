package dev.idempotency.dynamodb;

import dev.idempotency.OnConflict;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.BitSet;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A worker that works on keys at random for as long as it is let, and says on its standard output what it is at. */
final class WorkerProgram {

    static final Duration LEASE = Duration.ofSeconds(1);

    static final String READY = "ready";
    static final String CALLING = "calling";
    static final String RUNNING = "running";
    static final String EFFECTED = "effected";
    private static final String DONE = "done";

    private static final int LONGEST_PAUSE_MILLIS = 600;
    private static final int SHORTEST_ROUND_MILLIS = 20;

    private final int keys;
    private final Random random;

    private WorkerProgram(int keys, Random random) {
        this.keys = keys;
        this.random = random;
    }

    public static void main(String[] args) {
        endWithTheParent();
        Tables tables = new Tables(args[1], args[2], Flaw.valueOf(args[3]));
        DynamoDbClient client = Clients.at(URI.create(args[0]))
                .httpClient(Clients.http())
                .overrideConfiguration(options -> options.retryStrategy(Clients.retryingAtOnce(1)))
                .build();
        WorkerProgram program = new WorkerProgram(Integer.parseInt(args[4]), new Random(Long.parseLong(args[5])));
        Worker worker = new Worker(tables, client, LEASE, OnConflict.FAIL, program.new RandomPace());
        tables.effects(client).isComplete(0);
        say(READY);
        program.work(worker);
    }

    private void work(Worker worker) {
        BitSet complete = new BitSet();
        while (true) {
            int key = random.nextInt(keys);
            if (complete.get(key)) {
                key = complete.nextClearBit(key) % keys;
            }
            say(CALLING);
            if (worker.call(key)) {
                complete.set(key);
            }
            say(DONE);
            pause(SHORTEST_ROUND_MILLIS);
        }
    }

    private final class RandomPace implements Worker.Pace {

        @Override
        public boolean beforeTheEffect() {
            say(RUNNING);
            pause(random.nextInt(LONGEST_PAUSE_MILLIS));
            return random.nextInt(5) == 0;
        }

        @Override
        public void afterTheEffect() {
            say(EFFECTED);
            pause(random.nextInt(LONGEST_PAUSE_MILLIS));
        }
    }

    private static void say(String word) {
        System.out.println(word);
    }

    private static void pause(int millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The parent's end of the pipe is closed when it ends, in whatever way. */
    private static void endWithTheParent() {
        Thread watch = new Thread(() -> {
            try {
                System.in.read();
            } catch (IOException e) {
                System.err.println(e);
            }
            Runtime.getRuntime().halt(1);
        });
        watch.setDaemon(true);
        watch.start();
    }
}
