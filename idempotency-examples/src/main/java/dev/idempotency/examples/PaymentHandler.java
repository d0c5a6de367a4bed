package dev.idempotency.examples;

import dev.idempotency.Idempotency;
import dev.idempotency.IdempotencyConfig;
import dev.idempotency.IdempotentFunction;
import dev.idempotency.persistence.PersistenceStore;
import java.time.Duration;

/** Takes the clients' orders, each as often as it is sent, and has each charged once: the whole use of the library. */
final class PaymentHandler {

    static final Duration REPLAYED_FOR = Duration.ofHours(1);

    private final IdempotentFunction<Order, Receipt, PaymentException> charge;

    PaymentHandler(Payments payments, IdempotencyConfig config) {
        this.charge = Idempotency.makeIdempotent(payments::charge, config);
    }

    /** What the service runs with; a test or an example puts its own clock in before it builds it. */
    static IdempotencyConfig.Builder config(PersistenceStore store) {
        return IdempotencyConfig.builder(store)
                .eventKeyJmesPath("[userId, productId]") // orders of one user for one product are the same order,
                .payloadValidationJmesPath("amount") // so that another amount can only be a mistake or a trick
                .expiresAfter(REPLAYED_FOR);
    }

    /**
     * Charges the order, or answers with the receipt of the charge that was made for it before.
     *
     * @throws PaymentException exactly as {@link Payments#charge} threw it: the next try will charge
     */
    Receipt charge(Order order) throws PaymentException {
        return charge.apply(order);
    }
}
