package dev.idempotency.testkit;

import dev.idempotency.IdempotencyConfig;
import dev.idempotency.IdempotencyEvent;
import dev.idempotency.IdempotencyListener;
import dev.idempotency.Timing;
import dev.idempotency.persistence.PersistenceStore;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/** The process of one call in a {@link CrashTest}: its store and its timer, which die together where they are told to. */
final class MortalProcess {

    private final FaultyStore store;
    private final HandDrivenTime time;
    private boolean doomed;
    private boolean replayed;
    private boolean tookOver;

    MortalProcess(PersistenceStore server, HandDrivenTime time) {
        this.store = new FaultyStore(server);
        this.time = time;
    }

    /** A config of this process, with the user's options. */
    IdempotencyConfig config(UnaryOperator<IdempotencyConfig.Builder> options) {
        return options.apply(IdempotencyConfig.builder(store))
                .clock(time)
                .timing(new MortalTiming())
                .disabled(false)
                .listener(new Witness())
                .build();
    }

    /** Has the process die at a point of its call. */
    void dieAt(CrashPoint point) {
        switch (point) {
            case BEFORE_THE_CLAIM -> store.on(Step.ACQUIRE, Fault.crashBefore());
            case CLAIM_UNANSWERED -> store.on(Step.ACQUIRE, Fault.crashAfter());
            case BEFORE_THE_FUNCTION -> dieBeforeTheFunction();
            case AFTER_THE_FUNCTION -> dieAtTheEnd(Fault.crashBefore());
            case END_UNANSWERED -> dieAtTheEnd(Fault.crashAfter());
            case AFTER_THE_CALL -> {}
        }
    }

    /** Once its claim is answered, the process dies as soon as it looks at the time: it does so to tell its listeners. */
    private void dieBeforeTheFunction() {
        store.on(Step.ACQUIRE, request -> {
            Object answer = request.send();
            doomed = true;
            return answer;
        });
    }

    private void dieAtTheEnd(Fault crash) {
        store.on(Step.COMPLETE, crash).on(Step.RELEASE, crash);
    }

    boolean hasCrashed() {
        return store.hasCrashed();
    }

    /** Whether its call was answered from a record. */
    boolean hasReplayed() {
        return replayed;
    }

    /** Whether its call took the key over from a process that had died. */
    boolean hasTakenOver() {
        return tookOver;
    }

    private final class Witness implements IdempotencyListener {

        @Override
        public void replayed(IdempotencyEvent event) {
            replayed = true;
        }

        @Override
        public void takenOver(IdempotencyEvent event) {
            tookOver = true;
        }
    }

    private final class MortalTiming implements Timing {

        @Override
        public long nanoTime() {
            if (doomed) {
                throw store.crash();
            }
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
        public boolean await(CompletableFuture<?> event, Duration limit) throws InterruptedException {
            return time.await(event, limit);
        }
    }
}
