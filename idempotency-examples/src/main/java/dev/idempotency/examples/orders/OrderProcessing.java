package dev.idempotency.examples.orders;

import dev.idempotency.FailureAction;
import dev.idempotency.FailurePolicy;
import dev.idempotency.Idempotency;
import dev.idempotency.IdempotencyConfig;
import dev.idempotency.IdempotentFunction;
import dev.idempotency.examples.ExampleStore;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Processing that answers every duplicate with the receipt, and survives the death of whoever was at it. The library
 * lets one run in at a time, and the next one once the first is dead; the state tells that next one that it is not the
 * first.
 */
final class OrderProcessing {

    static final Duration LEASE = Duration.ofSeconds(60);

    /** A process that dies leaves its claim behind: this is how one plays dead without dying. */
    private static final FailurePolicy PLAY_DEAD =
            failure -> failure instanceof PowerCut ? FailureAction.HOLD : FailurePolicy.DEFAULT.on(failure);

    private final OrderTable orders;
    private final Bank bank;
    private final IdempotentFunction<OrderMessage, Receipt, RuntimeException> process;

    OrderProcessing(OrderTable orders, Bank bank, ExampleStore store, InstantSource clock) {
        this.orders = orders;
        this.bank = bank;
        this.process = Idempotency.makeIdempotent(
                this::processOnce,
                IdempotencyConfig.builder(store.store())
                        .keyPrefix(store.keyPrefix())
                        .eventKeyJmesPath("orderId")
                        .payloadValidationJmesPath("[item, amount]")
                        .lease(LEASE)
                        .failurePolicy(PLAY_DEAD)
                        .clock(clock)
                        .build());
    }

    Receipt process(OrderMessage order) {
        return process.apply(order);
    }

    private Receipt processOnce(OrderMessage order) {
        String id = order.orderId();
        orders.register(id);
        boolean first = orders.move(id, State.PENDING, State.PROCESSING);
        int charge = first ? bank.charge(order) : bank.chargeOf(id).orElseGet(() -> bank.charge(order));
        orders.move(id, State.PROCESSING, State.COMPLETED);
        return new Receipt(id, charge);
    }
}
