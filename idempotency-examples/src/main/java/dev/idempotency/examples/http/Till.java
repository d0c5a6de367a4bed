package dev.idempotency.examples.http;

import dev.idempotency.examples.CardNetwork;
import dev.idempotency.examples.PaymentException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The business code: it charges whenever it is called, and knows nothing of idempotency. Safe for use by many threads. */
final class Till {

    private final CardNetwork network;
    private final Duration cardTime;
    private final Map<String, List<Payment>> paymentsByAccount = new ConcurrentHashMap<>();

    Till(CardNetwork network, Duration cardTime) {
        this.network = network;
        this.cardTime = cardTime;
    }

    /** @throws PaymentException if the card was declined */
    Payment charge(String account, PaymentOrder order) throws PaymentException {
        int id = network.charge(account, BigDecimal.valueOf(order.cents(), 2));
        awaitCardNetwork();
        Payment payment = new Payment(id, order.item(), order.cents());
        paymentsByAccount.merge(account, List.of(payment), Till::joined);
        return payment;
    }

    List<Payment> paymentsOf(String account) {
        return paymentsByAccount.getOrDefault(account, List.of());
    }

    long charges() {
        return network.charges();
    }

    private void awaitCardNetwork() {
        try {
            Thread.sleep(cardTime.toMillis());
        } catch (InterruptedException e) {
            // The money has been taken, whatever happens to this thread.
            Thread.currentThread().interrupt();
        }
    }

    private static List<Payment> joined(List<Payment> earlier, List<Payment> latest) {
        List<Payment> all = new ArrayList<>(earlier);
        all.addAll(latest);
        return List.copyOf(all);
    }
}
