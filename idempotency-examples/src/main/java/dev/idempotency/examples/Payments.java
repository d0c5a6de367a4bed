package dev.idempotency.examples;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The business code: it charges whenever it is called, and knows nothing of idempotency. */
public final class Payments {

    private final CardNetwork network;

    /** Payments through the given network. */
    public Payments(CardNetwork network) {
        this.network = network;
    }

    /**
     * Charges a user's card.
     *
     * @throws PaymentException if the card was declined
     */
    public Receipt charge(Order order) throws PaymentException {
        int number = network.charge(order.userId(), order.amount());
        return new Receipt(number, order.userId(), order.amount());
    }

    /** As {@link #charge}, for callers that do not wait: a card that is declined fails the stage. */
    public CompletionStage<Receipt> chargeAsync(Order order) {
        try {
            return CompletableFuture.completedFuture(charge(order));
        } catch (PaymentException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** How often money was taken so far. */
    public long charges() {
        return network.charges();
    }
}
