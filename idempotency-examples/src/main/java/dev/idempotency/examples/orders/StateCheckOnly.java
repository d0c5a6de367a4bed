package dev.idempotency.examples.orders;

/** Processing with the state check for its only guard. */
final class StateCheckOnly {

    private final OrderTable orders;
    private final Bank bank;

    StateCheckOnly(OrderTable orders, Bank bank) {
        this.orders = orders;
        this.bank = bank;
    }

    /** The receipt, or for a duplicate no more than the order's state. */
    Object process(OrderMessage order) {
        orders.register(order.orderId());
        if (!orders.move(order.orderId(), State.PENDING, State.PROCESSING)) {
            return "no receipt, order is " + orders.state(order.orderId());
        }
        Receipt receipt = new Receipt(order.orderId(), bank.charge(order));
        orders.move(order.orderId(), State.PROCESSING, State.COMPLETED);
        return receipt;
    }
}
