package dev.idempotency.examples.menu;

import dev.idempotency.examples.PaymentService;
import dev.idempotency.examples.booking.BookingExample;
import dev.idempotency.examples.events.EventsExample;
import dev.idempotency.examples.http.PaymentServer;
import dev.idempotency.examples.orders.OrdersExample;
import dev.idempotency.examples.queue.QueueExample;

/** Runs the example that the system property {@code example} names: {@code payments} unless it is set. */
public final class Menu {

    private static final int NOT_ON_THE_MENU = 2;

    private Menu() {}

    public static void main(String[] args) {
        String example = System.getProperty("example", "payments");
        switch (example) {
            case "payments" -> PaymentService.main(args);
            case "booking" -> BookingExample.main(args);
            case "http" -> PaymentServer.main(args);
            case "orders" -> OrdersExample.main(args);
            case "events" -> EventsExample.main(args);
            case "queue" -> QueueExample.main(args);
            default -> {
                System.err.println("Error: unknown example \"" + example
                        + "\"; -Dexample is one of payments, booking, http, orders, events, queue");
                System.exit(NOT_ON_THE_MENU);
            }
        }
    }
}
