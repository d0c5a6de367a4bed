package dev.idempotency.examples.orders;

import dev.idempotency.error.IdempotencyAlreadyInProgressException;
import dev.idempotency.error.IdempotencyValidationException;
import dev.idempotency.examples.ExampleStore;
import dev.idempotency.examples.HandDrivenClock;
import dev.idempotency.examples.Story;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;

/** Plays messages that come twice, and a machine that dies. */
public final class OrdersExample {

    private final HandDrivenClock clock = new HandDrivenClock(Instant.now());
    private final Bank bank = new Bank();
    private final OrderTable orders;
    private final OrderProcessing processing;
    private final StateCheckOnly stateCheckOnly;
    private final Story story;

    private OrdersExample(ExampleStore store, Story story) {
        this.orders = OrderTable.of(store);
        this.processing = new OrderProcessing(orders, bank, store, clock);
        this.stateCheckOnly = new StateCheckOnly(orders, bank);
        this.story = story;
    }

    public static void main(String[] args) {
        Story.main(OrdersExample::play);
    }

    static void play(ExampleStore store, Story story) {
        story.chapter("ORDERS: a conditional write, and what it takes besides");
        story.tell("store", store.description());
        OrdersExample example = new OrdersExample(store, story);
        example.naturallyIdempotent();
        example.duplicateWithStateCheckOnly();
        example.deathWithStateCheckOnly();
        example.duplicate();
        example.death();
    }

    private void naturallyIdempotent() {
        story.chapter("1. To register an order is a write that changes nothing the second time: no library needed");
        orders.register("o-1");
        orders.register("o-1");
        expectState(State.PENDING, "o-1");
    }

    private void duplicateWithStateCheckOnly() {
        story.chapter("2. The state check keeps a duplicate from charging, but has no receipt for it");
        OrderMessage order = new OrderMessage("o-1", "book", 24);
        send(order, stateCheckOnly::process);
        story.expect("answer to the duplicate", "no receipt, order is COMPLETED", send(order, stateCheckOnly::process));
        expectOneCharge("o-1");
    }

    private void deathWithStateCheckOnly() {
        story.chapter("3. And after a death nobody ever gets past it");
        OrderMessage order = new OrderMessage("o-2", "lamp", 80);
        bank.cutPowerAfterNextCharge();
        send(order, stateCheckOnly::process);
        clock.advance(Duration.ofDays(1));
        story.expect("answer a day later", "no receipt, order is PROCESSING", send(order, stateCheckOnly::process));
        expectOneCharge("o-2");
    }

    private void duplicate() {
        story.chapter("4. With the library around it, a duplicate gets the receipt");
        OrderMessage order = new OrderMessage("o-3", "desk", 150);
        Object receipt = send(order, processing::process);
        story.expect("answer to the duplicate", receipt, send(order, processing::process));
        OrderMessage otherOrder = new OrderMessage("o-3", "desk", 15);
        story.expect("answer to another amount", "refused, not the same order", send(otherOrder, processing::process));
        expectOneCharge("o-3");
        expectState(State.COMPLETED, "o-3");
    }

    private void death() {
        story.chapter(
                "5. And after a death the next one finishes the work: the state tells it to look before it charges");
        OrderMessage order = new OrderMessage("o-4", "sofa", 900);
        bank.cutPowerAfterNextCharge();
        send(order, processing::process);
        expectState(State.PROCESSING, "o-4");
        story.expect("answer at once", "refused, in progress", send(order, processing::process));
        clock.advance(OrderProcessing.LEASE.plusMillis(1));
        story.tell("time", "a minute goes by");
        story.expect("answer after the lease", new Receipt("o-4", 4), send(order, processing::process));
        expectOneCharge("o-4");
        expectState(State.COMPLETED, "o-4");
    }

    private void expectOneCharge(String orderId) {
        story.expect("charges of " + orderId, 1L, bank.charges(orderId));
    }

    private void expectState(State expected, String orderId) {
        story.expect("state of " + orderId, expected.name(), String.valueOf(orders.state(orderId)));
    }

    private Object send(OrderMessage order, Function<OrderMessage, ?> recipient) {
        story.tell("sent", order);
        Object answer = answer(order, recipient);
        story.tell("", "-> " + answer);
        return answer;
    }

    private static Object answer(OrderMessage order, Function<OrderMessage, ?> recipient) {
        try {
            return recipient.apply(order);
        } catch (PowerCut e) {
            return "nothing: the machine died after the charge";
        } catch (IdempotencyAlreadyInProgressException e) {
            return "refused, in progress";
        } catch (IdempotencyValidationException e) {
            return "refused, not the same order";
        }
    }
}
