package dev.idempotency.testkit.guide;

/** What the examples make idempotent: each call charges a card. */
final class Payments {

    private int charges;

    record Order(String id, int amount) {}

    String charge(Order order) {
        charges++;
        return "receipt " + charges + " for " + order.id();
    }

    /** How often a card has been charged: the effect that is not to happen twice. */
    int charges() {
        return charges;
    }
}
