package dev.idempotency.benchmarks;

import dev.idempotency.Idempotency;
import dev.idempotency.IdempotencyConfig;
import dev.idempotency.IdempotentOperation;
import dev.idempotency.dynamodb.DynamoDbPersistenceStore;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * How many HTTP requests to DynamoDB a call makes, retries included.
 *
 * @param fresh by a first call
 * @param replay by a duplicate
 * @param cached by a duplicate that the local cache answers
 */
public record RequestsPerCall(int fresh, int replay, int cached) {

    static RequestsPerCall countedAt(URI endpoint) {
        DynamoDbTable.createAt(endpoint);
        Counter counter = new Counter();
        try (DynamoDbClient client = DynamoDbTable.client(endpoint, counter)) {
            DynamoDbPersistenceStore store = DynamoDbPersistenceStore.create(client, DynamoDbTable.NAME);
            String payload = "counted at " + System.nanoTime();
            IdempotentOperation<Integer> plain = operation(IdempotencyConfig.builder(store));
            IdempotentOperation<Integer> cached =
                    operation(IdempotencyConfig.builder(store).localCache());
            int fresh = counter.requestsOf(() -> plain.call(payload, () -> 1));
            int replay = counter.requestsOf(() -> plain.call(payload, () -> 2));
            cached.call(payload, () -> 3);
            return new RequestsPerCall(fresh, replay, counter.requestsOf(() -> cached.call(payload, () -> 4)));
        }
    }

    private static IdempotentOperation<Integer> operation(IdempotencyConfig.Builder config) {
        return Idempotency.with(config.keyPrefix("").build()).operation("count", Integer.class);
    }

    private static final class Counter implements ExecutionInterceptor {

        private final AtomicInteger requests = new AtomicInteger();

        @Override
        public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
            requests.incrementAndGet();
        }

        int requestsOf(Runnable call) {
            int before = requests.get();
            call.run();
            return requests.get() - before;
        }
    }
}
