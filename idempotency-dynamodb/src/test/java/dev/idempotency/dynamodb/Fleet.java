package dev.idempotency.dynamodb;

import dev.idempotency.FailureAction;
import dev.idempotency.Idempotency;
import dev.idempotency.IdempotencyConfig;
import dev.idempotency.IdempotencyEvent;
import dev.idempotency.IdempotencyListener;
import dev.idempotency.IdempotentOperation;
import dev.idempotency.Timing;
import dev.idempotency.testkit.HandDrivenTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Two machines that charge one order, each with an engine and a connection of its own, over one table and one time. Every
 * fleet has an operation of its own.
 *
 * <p>For one thread: who waits moves time on.
 */
final class Fleet implements AutoCloseable {

    static final Duration LEASE = Duration.ofSeconds(60);

    /** How often a client sends a request in all. */
    static final int ATTEMPTS = 2;

    private static final String ORDER = "order";

    /** In the future, or DynamoDB might clean up what looks long expired. */
    private static final Instant START = Instant.ofEpochSecond(4_102_444_800L);

    /** One table for all, since tables are slow to make. */
    private static final String TABLE = Dynamo.newTable();

    private static final AtomicInteger FLEETS = new AtomicInteger();

    private final String operation = "charge-" + FLEETS.incrementAndGet();
    private final HandDrivenTime time = new HandDrivenTime(START);
    private int runs;
    private int failures;

    final Machine here = new Machine(LEASE);

    /** Its leases are shorter, so that a late request from here is not refused just for being out of date. */
    final Machine elsewhere = new Machine(LEASE.dividedBy(4));

    /** How often the function ran, wherever it did. */
    int runs() {
        return runs;
    }

    /** How often the function failed. */
    int failures() {
        return failures;
    }

    /** How often a machine heard that it took a key over. */
    int takeovers() {
        return Collections.frequency(here.heard, "takenOver") + Collections.frequency(elsewhere.heard, "takenOver");
    }

    /** What DynamoDB has of the order, if anything, with all its attributes. */
    List<Map<String, AttributeValue>> stored() {
        return Dynamo.CLIENT
                .scan(request -> request.tableName(TABLE)
                        .consistentRead(true)
                        .filterExpression("begins_with(id, :operation)")
                        .expressionAttributeValues(Map.of(":operation", Dynamo.text(operation + "#"))))
                .items();
    }

    void letTimePass(Duration duration) {
        time.advance(duration);
    }

    /** Lets a third of a lease pass, after which the heartbeats of running calls have beaten once. */
    void letHeartsBeat() {
        time.advance(LEASE.dividedBy(3));
    }

    /** Lets time pass in which no heart beats. */
    void standStill(Duration duration) {
        time.pause(duration);
    }

    /** Lets every lease end, since no heart beats. */
    void outliveLeases() {
        standStill(LEASE.plusMillis(1));
    }

    @Override
    public void close() {
        here.client.close();
        elsewhere.client.close();
    }

    /** What the function fails with. */
    static final class Declined extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** One process. */
    final class Machine {

        final FaultyHttpClient http = new FaultyHttpClient();
        final List<String> heard = new ArrayList<>();
        private final DynamoDbClient client = Dynamo.impatientClient(http, ATTEMPTS);
        private final IdempotentOperation<String> charge;

        private Machine(Duration lease) {
            this.charge = Idempotency.with(config(lease)).operation(operation, String.class);
        }

        /** Charges the order, with a function whose n-th run returns "receipt n". */
        String charge() {
            return charge(() -> {});
        }

        /**
         * Charges the order.
         *
         * @param meanwhile what happens while the function runs, which fails if this does
         */
        String charge(Runnable meanwhile) {
            return charge.call(ORDER, () -> {
                String receipt = "receipt " + ++runs;
                try {
                    meanwhile.run();
                } catch (Declined e) {
                    failures++;
                    throw e;
                }
                return receipt;
            });
        }

        private IdempotencyConfig config(Duration lease) {
            return IdempotencyConfig.builder(DynamoDbPersistenceStore.create(client, TABLE))
                    .keyPrefix("")
                    .lease(lease)
                    .clock(time)
                    .timing(new OwnPace())
                    .listener(new Ear(heard))
                    .build();
        }
    }

    /** Time that whoever waits for it moves on himself. */
    private final class OwnPace implements Timing {

        @Override
        public long nanoTime() {
            return time.nanoTime();
        }

        @Override
        public void schedule(Runnable task, Duration delay) {
            time.schedule(task, delay);
        }

        @Override
        public void execute(Runnable task) {
            time.execute(task);
        }

        @Override
        public boolean await(CompletableFuture<?> event, Duration limit) {
            time.advance(limit);
            return event.isDone();
        }
    }

    private record Ear(List<String> heard) implements IdempotencyListener {

        @Override
        public void claimed(IdempotencyEvent event) {
            heard.add("claimed");
        }

        @Override
        public void takenOver(IdempotencyEvent event) {
            heard.add("takenOver");
        }

        @Override
        public void completed(IdempotencyEvent event) {
            heard.add("completed");
        }

        @Override
        public void completionFailed(IdempotencyEvent event, Throwable problem) {
            heard.add("completionFailed");
        }

        @Override
        public void failed(IdempotencyEvent event, Throwable failure, FailureAction action) {
            heard.add("failed");
        }

        @Override
        public void released(IdempotencyEvent event) {
            heard.add("released");
        }

        @Override
        public void leaseRenewed(IdempotencyEvent event) {
            heard.add("leaseRenewed");
        }

        @Override
        public void leaseLost(IdempotencyEvent event) {
            heard.add("leaseLost");
        }

        @Override
        public void replayed(IdempotencyEvent event) {
            heard.add("replayed");
        }
    }
}
