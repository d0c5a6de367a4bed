package dev.idempotency.examples.queue;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.idempotency.examples.ExampleStore;
import dev.idempotency.examples.HandDrivenClock;
import dev.idempotency.examples.LambdaInvocation;
import dev.idempotency.examples.Story;
import dev.idempotency.lambda.RecordBatch;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Plays a standard queue and a FIFO queue that deliver again. */
public final class QueueExample {

    private static final LambdaInvocation INVOCATION = new LambdaInvocation("parcels", Duration.ofSeconds(30));
    private static final Duration VISIBILITY_TIMEOUT = INVOCATION.remaining().multipliedBy(6);

    private final HandDrivenClock clock = new HandDrivenClock(Instant.now());
    private final Warehouse warehouse = new Warehouse();
    private final SmallQueue queue = new SmallQueue();
    private final ParcelFunction function;
    private final Story story;

    private QueueExample(RecordBatch<SQSMessage> batch, ExampleStore store, Story story) {
        this.function = new ParcelFunction(
                batch,
                warehouse,
                ParcelFunction.config(store.store())
                        .keyPrefix(store.keyPrefix())
                        .clock(clock)
                        .build());
        this.story = story;
    }

    public static void main(String[] args) {
        Story.main(QueueExample::play);
    }

    static void play(ExampleStore store, Story story) {
        story.chapter("QUEUE: one parcel for one order, however often its message is delivered");
        story.tell("store", store.description());
        new QueueExample(ParcelFunction.STANDARD, store, story).playStandard();
        new QueueExample(ParcelFunction.FIFO, store, story).playFifo();
    }

    private void playStandard() {
        story.chapter("1. Standard: of a batch, only what failed comes again");
        warehouse.sellOut("o-2");
        send("ann", "o-1", "o-2", "o-3");
        story.expect("batch", "o-1 done, o-2 failed, o-3 done", deliver());
        warehouse.restock();
        story.expect("batch", "o-2 done", deliver());
        expectParcels("o-1", "o-3", "o-2");

        story.chapter("2. Standard: the sender sends an order again, and SQS takes it for another message");
        send("ann", "o-1", "o-4");
        story.expect("batch", "o-1 done, o-4 done", deliver());
        expectParcels("o-1", "o-3", "o-2", "o-4");

        story.chapter("3. Standard: the queue misses that a batch is done, and delivers it again");
        send("ann", "o-5");
        queue.loseNextDeletes();
        story.expect("batch", "o-5 done", deliver());
        story.expect("batch", "o-5 done", deliver());
        expectParcels("o-1", "o-3", "o-2", "o-4", "o-5");
    }

    private void playFifo() {
        story.chapter("4. FIFO: a failure holds up the rest of its group, and no other group");
        warehouse.sellOut("o-12");
        send("ann", "o-11", "o-12", "o-13");
        send("bob", "o-14");
        story.expect("batch", "o-11 done, o-12 failed, o-13 failed, o-14 done", deliver());
        warehouse.restock();
        story.expect("batch", "o-12 done, o-13 done", deliver());
        expectParcels("o-11", "o-14", "o-12", "o-13");

        story.chapter("5. FIFO: the function times out in the middle of a batch, and all of it comes again");
        warehouse.slowDown("o-16");
        send("ann", "o-15", "o-16", "o-17");
        story.expect("batch", "timed out", deliver());
        story.expect("batch, too early", "o-15 done, o-16 failed, o-17 failed", deliver());
        clock.advance(VISIBILITY_TIMEOUT);
        story.tell("time", "the visibility timeout goes by, and with it the lease");
        story.expect("batch", "o-16 done, o-17 done", deliver());
        expectParcels("o-11", "o-14", "o-12", "o-13", "o-15", "o-16", "o-17");
    }

    private void send(String customer, String... orders) {
        for (String order : orders) {
            queue.send(customer, order);
        }
        story.tell(customer, "orders " + String.join(", ", orders));
    }

    private String deliver() {
        story.tell("queue", "delivers what waits: " + queue.waiting());
        return queue.deliver(function, INVOCATION);
    }

    private void expectParcels(String... orders) {
        story.expect("parcels", List.of(orders), warehouse.parcels());
    }
}
