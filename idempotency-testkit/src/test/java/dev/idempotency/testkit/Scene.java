package dev.idempotency.testkit;

import dev.idempotency.FailureAction;
import dev.idempotency.Idempotency;
import dev.idempotency.IdempotencyConfig;
import dev.idempotency.IdempotencyEvent;
import dev.idempotency.IdempotencyListener;
import dev.idempotency.IdempotentOperation;
import dev.idempotency.persistence.InMemoryPersistenceStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Processes that share a server and a time, and what their listeners heard. */
final class Scene implements AutoCloseable {

    static final String ORDER = "order";
    static final Duration LEASE = Duration.ofSeconds(60);
    static final Duration MILLISECOND = Duration.ofMillis(1);

    final HandDrivenTime time = new HandDrivenTime();
    final InMemoryPersistenceStore server = new InMemoryPersistenceStore();
    final FaultyStore store = new FaultyStore(server);
    final AtomicInteger runs = new AtomicInteger();
    final List<String> heard = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    /** A config of this process. */
    IdempotencyConfig.Builder config() {
        return config(store).listener(new Ear());
    }

    /** A config of another process over the same server. */
    IdempotencyConfig.Builder config(FaultyStore view) {
        return IdempotencyConfig.builder(view).keyPrefix("").clock(time).timing(time);
    }

    IdempotentOperation<String> charge(IdempotencyConfig.Builder config) {
        return Idempotency.with(config.build()).operation("charge", String.class);
    }

    IdempotentOperation<String> chargeElsewhere() {
        return charge(config(new FaultyStore(server)));
    }

    /** The function: its n-th run returns "receipt n". */
    String receipt() {
        return "receipt " + runs.incrementAndGet();
    }

    /** Calls on another thread, with the function that counts. */
    Future<String> callOnAnotherThread(IdempotentOperation<String> operation) {
        return threads.submit(() -> operation.call(ORDER, this::receipt));
    }

    ExecutorService threads() {
        return threads;
    }

    /** Moves time on whenever the caller waits for it. */
    void driveUntilDone(Future<?> caller) {
        while (!caller.isDone()) {
            if (time.waiters() > 0) {
                time.advance(Duration.ofMillis(100));
            } else {
                Thread.onSpinWait();
            }
        }
    }

    static <T> T join(Future<T> future) throws Exception {
        return future.get(60, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private final class Ear implements IdempotencyListener {

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
        public void responseOmitted(IdempotencyEvent event) {
            heard.add("responseOmitted");
        }

        @Override
        public void completionFailed(IdempotencyEvent event, Throwable problem) {
            heard.add("completionFailed");
        }

        @Override
        public void failed(IdempotencyEvent event, Throwable failure, FailureAction action) {
            heard.add("failed " + action);
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

        @Override
        public void cacheHit(IdempotencyEvent event) {
            heard.add("cacheHit");
        }

        @Override
        public void joined(IdempotencyEvent event) {
            heard.add("joined");
        }

        @Override
        public void waited(IdempotencyEvent event) {
            heard.add("waited");
        }

        @Override
        public void conflict(IdempotencyEvent event) {
            heard.add("conflict");
        }

        @Override
        public void payloadMismatch(IdempotencyEvent event) {
            heard.add("payloadMismatch");
        }
    }
}
