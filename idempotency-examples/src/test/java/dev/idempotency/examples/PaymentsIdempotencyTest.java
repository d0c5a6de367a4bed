package dev.idempotency.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.idempotency.error.IdempotencyKeyException;
import dev.idempotency.error.IdempotencyValidationException;
import dev.idempotency.persistence.InMemoryPersistenceStore;
import dev.idempotency.persistence.RecordStatus;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/**
 * How to unit-test code that uses the library, to be read as an example: the real handler with its real config, an
 * in-memory store, and a clock that the test moves. Nothing is mocked, and nothing waits.
 */
class PaymentsIdempotencyTest {

    private final InMemoryPersistenceStore store = new InMemoryPersistenceStore();
    private final HandDrivenClock clock = new HandDrivenClock(Instant.parse("2026-01-01T12:00:00Z"));
    private final CardNetwork network = new CardNetwork();
    private final PaymentHandler handler = new PaymentHandler(
            new Payments(network), PaymentHandler.config(store).clock(clock).build());

    private final Order order = new Order("ann", "book", new BigDecimal("24.90"));

    @Test
    void retryGetsTheFirstReceiptAndIsNotCharged() throws PaymentException {
        Receipt first = handler.charge(order);
        Receipt second = handler.charge(order);

        assertThat(second).isEqualTo(first);
        assertThat(network.charges()).isEqualTo(1);
    }

    @Test
    void orderOfAnotherUserIsChargedToo() throws PaymentException {
        handler.charge(order);
        handler.charge(new Order("bob", "book", new BigDecimal("24.90")));

        assertThat(network.charges()).isEqualTo(2);
    }

    @Test
    void anotherAmountIsRefused() throws PaymentException {
        handler.charge(order);

        assertThatThrownBy(() -> handler.charge(new Order("ann", "book", new BigDecimal("2.49"))))
                .isInstanceOf(IdempotencyValidationException.class);
        assertThat(network.charges()).isEqualTo(1);
    }

    @Test
    void declinedChargeReachesTheCallerAndCanBeRetried() throws PaymentException {
        network.declineNext();

        assertThatThrownBy(() -> handler.charge(order)).isInstanceOf(PaymentException.class);
        assertThat(store.size()).isZero();

        handler.charge(order);
        assertThat(network.charges()).isEqualTo(1);
    }

    @Test
    void orderIsChargedAgainAfterAnHour() throws PaymentException {
        handler.charge(order);
        clock.advance(Duration.ofHours(1));
        handler.charge(order);
        assertThat(network.charges()).isEqualTo(1);

        clock.advance(Duration.ofSeconds(1));
        handler.charge(order);
        assertThat(network.charges()).isEqualTo(2);
    }

    @Test
    void recordIsCompletedAndExpiresAfterAnHour() throws PaymentException {
        handler.charge(order);

        assertThat(store.records()).singleElement().satisfies(record -> {
            assertThat(record.status()).isEqualTo(RecordStatus.COMPLETED);
            assertThat(record.expiresAt()).isEqualTo(clock.instant().plus(Duration.ofHours(1)));
        });
    }

    @Test
    void orderOfNobodyForNothingIsRefused() {
        assertThatThrownBy(() -> handler.charge(new Order("", "", BigDecimal.ONE)))
                .isInstanceOf(IdempotencyKeyException.class);
        assertThat(network.charges()).isZero();
    }
}
