package dev.idempotency.examples.orders;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes money as often as it is asked, and knows the order that each charge was for. */
final class Bank {

    private final List<String> charges = new ArrayList<>();
    private boolean powerCut;

    synchronized int charge(OrderMessage order) {
        charges.add(order.orderId());
        if (powerCut) {
            powerCut = false;
            throw new PowerCut();
        }
        return charges.size();
    }

    /** The number of an order's charge. */
    synchronized Optional<Integer> chargeOf(String orderId) {
        int index = charges.indexOf(orderId);
        return index < 0 ? Optional.empty() : Optional.of(index + 1);
    }

    synchronized long charges(String orderId) {
        return charges.stream().filter(orderId::equals).count();
    }

    /** Has the next to charge die right after it. */
    synchronized void cutPowerAfterNextCharge() {
        powerCut = true;
    }
}
