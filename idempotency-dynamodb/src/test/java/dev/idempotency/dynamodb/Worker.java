package dev.idempotency.dynamodb;

import dev.idempotency.Idempotency;
import dev.idempotency.IdempotencyConfig;
import dev.idempotency.IdempotencyEvent;
import dev.idempotency.IdempotencyListener;
import dev.idempotency.IdempotentOperation;
import dev.idempotency.OnConflict;
import dev.idempotency.error.IdempotencyAlreadyInProgressException;
import dev.idempotency.error.IdempotencyPersistenceException;
import java.time.Duration;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Calls one function for many keys, for real, and counts its effects. For one thread. */
final class Worker {

    private final Effects effects;
    private final Pace pace;
    private final IdempotentOperation<String> operation;
    private boolean afterTakeover;
    private boolean completed;

    /** What happens around the effect of a run. */
    interface Pace {

        /** Says whether the run is to fail, and lets time pass before its effect. */
        boolean beforeTheEffect();

        void afterTheEffect();
    }

    /** What the function fails with. */
    private static final class Declined extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /**
     * Takes the worker's tools.
     *
     * @param client makes no retries, which could count an effect twice and hide a takeover
     */
    Worker(Tables tables, DynamoDbClient client, Duration lease, OnConflict onConflict, Pace pace) {
        this.effects = tables.effects(client);
        this.pace = pace;
        IdempotencyConfig config = IdempotencyConfig.builder(tables.store(client))
                .keyPrefix("")
                .lease(lease)
                .onConflict(onConflict)
                .listener(new Ear())
                .build();
        this.operation = Idempotency.with(config).operation("work", String.class);
    }

    /**
     * Calls the function for a key.
     *
     * @return whether there is a completed record of the key by now
     */
    boolean call(int key) {
        boolean wasComplete = effects.isComplete(key);
        afterTakeover = false;
        completed = false;
        try {
            String result = operation.call(key, () -> run(key, wasComplete));
            if (completed) {
                effects.complete(key, result);
            }
        } catch (IdempotencyAlreadyInProgressException | IdempotencyPersistenceException | Declined notNow) {
            return false;
        }
        return completed;
    }

    private String run(int key, boolean wasComplete) {
        boolean willFail = pace.beforeTheEffect();
        int run = effects.add(key, new Effects.Run(afterTakeover, willFail, wasComplete));
        pace.afterTheEffect();
        if (willFail) {
            throw new Declined();
        }
        return "result of run " + run;
    }

    private final class Ear implements IdempotencyListener {

        @Override
        public void takenOver(IdempotencyEvent event) {
            afterTakeover = true;
        }

        @Override
        public void completed(IdempotencyEvent event) {
            completed = true;
        }

        @Override
        public void replayed(IdempotencyEvent event) {
            completed = true;
        }
    }
}
