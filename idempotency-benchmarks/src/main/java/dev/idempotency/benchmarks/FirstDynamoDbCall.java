package dev.idempotency.benchmarks;

import dev.idempotency.Idempotency;
import dev.idempotency.IdempotencyConfig;
import dev.idempotency.IdempotentOperation;
import dev.idempotency.benchmarks.CallBenchmark.Receipt;
import dev.idempotency.benchmarks.Shape.Order;
import dev.idempotency.dynamodb.DynamoDbPersistenceStore;
import java.net.URI;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A process that makes one call on DynamoDB and replays it. Its arguments: the endpoint, and a user without records. */
public final class FirstDynamoDbCall {

    private FirstDynamoDbCall() {}

    public static void main(String[] args) {
        try (DynamoDbClient client = DynamoDbTable.client(URI.create(args[0]))) {
            IdempotentOperation<Receipt> charge = Idempotency.with(
                            IdempotencyConfig.builder(DynamoDbPersistenceStore.create(client, DynamoDbTable.NAME))
                                    .eventKeyJmesPath("[userId, productId]")
                                    .build())
                    .operation("charge", Receipt.class);
            Order order = new Order(args[1], "p-4711", 3, "gift wrap");
            Receipt first = charge.call(order, () -> new Receipt("r-1", 4711, "EUR", true));
            Receipt second = charge.call(order, () -> new Receipt("r-2", 4711, "EUR", true));
            System.out.println(first.equals(second) + " " + PeakMemory.kibibytes());
        }
    }
}
