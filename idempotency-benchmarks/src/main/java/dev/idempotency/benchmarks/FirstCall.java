package dev.idempotency.benchmarks;

import dev.idempotency.Idempotency;
import dev.idempotency.IdempotencyConfig;
import dev.idempotency.IdempotentOperation;
import dev.idempotency.benchmarks.CallBenchmark.Receipt;
import dev.idempotency.benchmarks.Shape.Order;
import dev.idempotency.persistence.InMemoryPersistenceStore;

/** A process that makes one call and replays it. */
public final class FirstCall {

    private FirstCall() {}

    public static void main(String[] args) {
        IdempotentOperation<Receipt> charge = Idempotency.with(IdempotencyConfig.builder(new InMemoryPersistenceStore())
                        .eventKeyJmesPath("[userId, productId]")
                        .build())
                .operation("charge", Receipt.class);
        Order order = new Order("u-17", "p-4711", 3, "gift wrap");
        Receipt first = charge.call(order, () -> new Receipt("r-1", 4711, "EUR", true));
        Receipt second = charge.call(order, () -> new Receipt("r-2", 4711, "EUR", true));
        System.out.println(first.equals(second) + " " + PeakMemory.kibibytes());
    }
}
