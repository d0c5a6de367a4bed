package dev.idempotency.testkit.guide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.idempotency.Idempotency;
import dev.idempotency.IdempotencyConfig;
import dev.idempotency.IdempotentFunction;
import dev.idempotency.error.IdempotencyPersistenceException;
import dev.idempotency.persistence.InMemoryPersistenceStore;
import dev.idempotency.testkit.CrashPoint;
import dev.idempotency.testkit.CrashReport;
import dev.idempotency.testkit.CrashTest;
import dev.idempotency.testkit.Fault;
import dev.idempotency.testkit.FaultyStore;
import dev.idempotency.testkit.HandDrivenTime;
import dev.idempotency.testkit.Step;
import dev.idempotency.testkit.guide.Payments.Order;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaymentsTest {

    private final Payments payments = new Payments();
    private final Order order = new Order("order 7", 100);

    @Test
    void secondClickDoesNotChargeAgain() {
        InMemoryPersistenceStore store = new InMemoryPersistenceStore();
        IdempotencyConfig config = IdempotencyConfig.builder(store).build();
        IdempotentFunction<Order, String, RuntimeException> charge =
                Idempotency.makeIdempotent(payments::charge, config);

        String first = charge.apply(order);
        String second = charge.apply(order);

        assertEquals(first, second);
        assertEquals(1, payments.charges());
        assertEquals(1, store.size());
    }

    @Test
    void nextDayChargesAgain() {
        HandDrivenTime time = new HandDrivenTime();
        IdempotencyConfig config = IdempotencyConfig.builder(new InMemoryPersistenceStore())
                .expiresAfter(Duration.ofHours(1))
                .clock(time)
                .timing(time)
                .build();
        IdempotentFunction<Order, String, RuntimeException> charge =
                Idempotency.makeIdempotent(payments::charge, config);

        charge.apply(order);
        time.advance(Duration.ofDays(1));
        charge.apply(order);

        assertEquals(2, payments.charges());
    }

    @Test
    void nothingIsChargedWhileTheStoreIsDown() {
        FaultyStore store = new FaultyStore(new InMemoryPersistenceStore());
        store.on(Step.ACQUIRE, Fault.failedCall(), Fault.lostResponseRetried());
        IdempotencyConfig config = IdempotencyConfig.builder(store).build();
        IdempotentFunction<Order, String, RuntimeException> charge =
                Idempotency.makeIdempotent(payments::charge, config);

        assertThrows(IdempotencyPersistenceException.class, () -> charge.apply(order));
        assertEquals(0, payments.charges());

        charge.apply(order);
        assertEquals(1, payments.charges());
    }

    @Test
    void crashDoesNotChargeTwiceButWhereNobodyCanKnow() {
        CrashReport report = CrashTest.of(
                        config -> Idempotency.makeIdempotent(payments::charge, config), payments::charges)
                .call(order);

        System.out.println(report);
        assertEquals(1, report.mostEffectsExceptAt(CrashPoint.AFTER_THE_FUNCTION));
        assertEquals(2, report.effectsAt(CrashPoint.AFTER_THE_FUNCTION));
    }
}
