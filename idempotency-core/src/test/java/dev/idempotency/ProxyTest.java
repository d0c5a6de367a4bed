package dev.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.idempotency.error.IdempotencyAlreadyInProgressException;
import dev.idempotency.error.IdempotencyKeyException;
import dev.idempotency.error.IdempotencyValidationException;
import dev.idempotency.shop.Order;
import dev.idempotency.shop.PaymentException;
import dev.idempotency.shop.Receipt;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What identifies a call to an annotated method, what is validated, and how long the result is replayed. */
class ProxyTest {

    private final Scene scene = new Scene();
    private final Shop target = new Shop();

    interface Payments {

        @Idempotent(key = "[userId, productId]")
        Receipt charge(Order order) throws PaymentException;

        @Idempotent
        Receipt refund(@IdempotencyKey String orderId, int amount);

        @Idempotent
        Receipt pay(String orderId, int amount);

        @Idempotent
        Receipt transfer(@IdempotencyKey String from, String note, @IdempotencyKey @Nullable String to);

        @Idempotent(key = "[1].userId")
        Receipt ship(String note, @IdempotencyKey String warehouse, @IdempotencyKey Order order);

        @Idempotent(key = "[1].userId")
        Receipt wrap(String note, Order order);

        @Idempotent(key = "userId", validation = "[1]")
        Receipt book(@IdempotencyKey Order order, int seats);

        @Idempotent(validation = "@")
        Receipt hold(@IdempotencyKey String seat, int minutes);

        @Idempotent(name = "vip charge", expiresAfter = "1d", lease = "PT5S")
        Receipt chargeSpecially(String id);
    }

    /** Gives each run's receipt another number. */
    private class Shop implements Payments {

        @Override
        public Receipt charge(Order order) throws PaymentException {
            return next();
        }

        @Override
        public Receipt refund(String orderId, int amount) {
            return next();
        }

        @Override
        public Receipt pay(String orderId, int amount) {
            return next();
        }

        @Override
        public Receipt transfer(String from, String note, @Nullable String to) {
            return next();
        }

        @Override
        public Receipt ship(String note, String warehouse, Order order) {
            return next();
        }

        @Override
        public Receipt wrap(String note, Order order) {
            return next();
        }

        @Override
        public Receipt book(Order order, int seats) {
            return next();
        }

        @Override
        public Receipt hold(String seat, int minutes) {
            return next();
        }

        @Override
        public Receipt chargeSpecially(String id) {
            return next();
        }

        Receipt next() {
            return new Receipt("run " + scene.runs.incrementAndGet(), 0);
        }
    }

    private Payments payments() {
        return payments(scene.config());
    }

    private Payments payments(IdempotencyConfig.Builder config) {
        return Idempotency.proxy(Payments.class, target, config.build());
    }

    @Test
    void keyExpressionSelectsFromTheOnlyArgument() throws PaymentException {
        Payments payments = payments();
        Receipt first = payments.charge(new Order("u1", "p1", 10));

        assertThat(payments.charge(new Order("u1", "p1", 99))).isEqualTo(first);
        assertThat(payments.charge(new Order("u1", "p2", 10))).isNotEqualTo(first);
        assertThat(scene.memory.records().get(0).key()).startsWith(Payments.class.getName() + ".charge#");
    }

    @Test
    void markedParameterIdentifiesTheCall() {
        Payments payments = payments();
        Receipt first = payments.refund("o1", 10);

        assertThat(payments.refund("o1", 99)).isEqualTo(first);
        assertThat(payments.refund("o2", 10)).isNotEqualTo(first);
    }

    @Test
    void withoutMarksAllArgumentsIdentifyTheCall() {
        Payments payments = payments();
        Receipt first = payments.pay("o1", 10);

        assertThat(payments.pay("o1", 10)).isEqualTo(first);
        assertThat(payments.pay("o1", 11)).isNotEqualTo(first);
        assertThat(payments.pay("o2", 10)).isNotEqualTo(first);
    }

    @Test
    void severalMarkedParametersIdentifyTheCallTogether() {
        Payments payments = payments();
        Receipt first = payments.transfer("a", "note", "b");

        assertThat(payments.transfer("a", "another note", "b")).isEqualTo(first);
        assertThat(payments.transfer("b", "note", "a")).isNotEqualTo(first);
        assertThat(payments.transfer("a", "note", null)).isNotEqualTo(first);
    }

    @Test
    void keyExpressionSelectsFromTheMarkedParameters() {
        Payments payments = payments();
        Receipt first = payments.ship("note", "north", new Order("u1", "p1", 1));

        assertThat(payments.ship("other", "south", new Order("u1", "p2", 2))).isEqualTo(first);
        assertThat(payments.ship("note", "north", new Order("u2", "p1", 1))).isNotEqualTo(first);
    }

    @Test
    void keyExpressionSelectsFromTheListOfAllArguments() {
        Payments payments = payments();
        Receipt first = payments.wrap("note", new Order("u1", "p1", 1));

        assertThat(payments.wrap("other", new Order("u1", "p2", 2))).isEqualTo(first);
        assertThat(payments.wrap("note", new Order("u2", "p1", 1))).isNotEqualTo(first);
    }

    @Test
    void configsExpressionSelectsFromUnmarkedParametersOnly() {
        Payments payments = payments(scene.config().eventKeyJmesPath("[0]"));
        Receipt paid = payments.pay("o1", 10);
        Receipt refunded = payments.refund("o1", 10);

        assertThat(payments.pay("o1", 11)).isEqualTo(paid);
        assertThat(payments.refund("o1", 11)).isEqualTo(refunded);
        assertThat(payments.refund("o2", 10)).isNotEqualTo(refunded);
    }

    @Test
    @Tag("R2")
    void validationLooksAtAllArguments() {
        Payments payments = payments();
        Receipt first = payments.book(new Order("u1", "p1", 1), 2);

        assertThat(payments.book(new Order("u1", "p2", 1), 2)).isEqualTo(first);
        assertThatExceptionOfType(IdempotencyValidationException.class)
                .isThrownBy(() -> payments.book(new Order("u1", "p1", 1), 3));
        payments.hold("1A", 10);
        assertThatExceptionOfType(IdempotencyValidationException.class).isThrownBy(() -> payments.hold("1A", 11));
    }

    @Test
    @Tag("R2")
    void configsValidationLooksAtAllArgumentsOfMarkedMethodsToo() {
        Payments payments = payments(scene.config().payloadValidationJmesPath("[1]"));
        payments.refund("o1", 10);

        assertThatExceptionOfType(IdempotencyValidationException.class).isThrownBy(() -> payments.refund("o1", 11));
        assertThat(scene.runs).hasValue(1);
    }

    @Test
    @Tag("K4")
    void missingMarkedArgumentIsRefusedOrRunsUnprotected() {
        assertThatExceptionOfType(IdempotencyKeyException.class)
                .isThrownBy(() -> payments().refund("", 10));
        assertThat(scene.runs).hasValue(0);

        Payments lenient = payments(scene.config().missingKey(MissingKey.RUN_UNPROTECTED));
        lenient.refund("", 10);
        lenient.refund("", 10);
        assertThat(scene.runs).hasValue(2);
        assertThat(scene.memory.records()).isEmpty();
    }

    @Test
    void annotationOverridesNameAndExpiry() {
        Payments payments = payments();
        Receipt special = payments.chargeSpecially("o1");
        Receipt plain = payments.pay("o1", 1);

        assertThat(scene.memory.records()).anySatisfy(record -> {
            assertThat(record.key()).startsWith("vip charge#");
            assertThat(record.expiresAt()).isEqualTo(ManualClock.START.plus(Duration.ofDays(1)));
        });
        scene.clock.advance(Scene.EXPIRY.plus(Scene.MILLISECOND));
        assertThat(payments.pay("o1", 1)).isNotEqualTo(plain);
        assertThat(payments.chargeSpecially("o1")).isEqualTo(special);
        scene.clock.advance(Duration.ofDays(1));
        assertThat(payments.chargeSpecially("o1")).isNotEqualTo(special);
    }

    @Test
    @Tag("C4")
    void annotationOverridesTheLease() {
        Payments crashing = Idempotency.proxy(
                Payments.class,
                new Shop() {
                    @Override
                    Receipt next() {
                        throw new InternalError("crash");
                    }
                },
                scene.config().build());
        assertThatExceptionOfType(InternalError.class).isThrownBy(() -> crashing.chargeSpecially("o1"));
        assertThatExceptionOfType(InternalError.class).isThrownBy(() -> crashing.pay("o1", 1));

        scene.clock.advance(Duration.ofSeconds(5).plus(Scene.MILLISECOND));
        payments().chargeSpecially("o1");
        assertThat(scene.runs).hasValue(1);
        assertThatExceptionOfType(IdempotencyAlreadyInProgressException.class)
                .isThrownBy(() -> payments().pay("o1", 1));
    }

    @Test
    void proxiesOnTwoMachinesShareResultsThroughTheStore() {
        Receipt first = payments().refund("o1", 10);

        assertThat(payments().refund("o1", 10)).isEqualTo(first);
        assertThat(scene.runs).hasValue(1);
        assertThat(List.of(scene.record().key()))
                .allMatch(key -> key.startsWith(Payments.class.getName() + ".refund#"));
    }

    @Test
    void keyPrefixStandsInFrontOfTheName() {
        payments(scene.config().keyPrefix("shop")).chargeSpecially("o1");

        assertThat(scene.record().key()).startsWith("shop.vip charge#");
    }

    @Test
    void disabledIdempotencyRunsEveryCall() {
        Payments payments = payments(scene.config().disabled(true));
        payments.refund("o1", 10);
        payments.refund("o1", 10);

        assertThat(scene.runs).hasValue(2);
        assertThat(scene.memory.records()).isEmpty();
    }
}
