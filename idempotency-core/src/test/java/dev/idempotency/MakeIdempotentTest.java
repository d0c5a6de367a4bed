package dev.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.idempotency.persistence.InMemoryPersistenceStore;
import dev.idempotency.shop.Order;
import dev.idempotency.shop.PaymentException;
import dev.idempotency.shop.Payments;
import dev.idempotency.shop.Quotes;
import dev.idempotency.shop.Receipt;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MakeIdempotentTest {

    private static final String PAYMENTS = "dev.idempotency.shop.Payments.";
    private static final Order ORDER = new Order("u1", "p1", 7);
    private static final IdempotencyConfig UNUSED =
            IdempotencyConfig.builder(new InMemoryPersistenceStore()).build();

    private final InMemoryPersistenceStore store = new InMemoryPersistenceStore();
    private final IdempotencyConfig config = IdempotencyConfig.builder(store).build();

    static Stream<Arguments> methodReferences() {
        Payments payments = new Payments();
        Quotes<Order> quotes = payments;
        return Stream.of(
                reference(PAYMENTS + "charge", payments::charge),
                reference(PAYMENTS + "chargeStatically", Payments::chargeStatically),
                reference(PAYMENTS + "chargeTwice", payments::chargeTwice),
                reference(PAYMENTS + "chargeByUser", payments::chargeByUser),
                reference(PAYMENTS + "chargeThrice", payments::chargeThrice),
                reference(PAYMENTS + "chargeInGroups", payments::chargeInGroups),
                reference(PAYMENTS + "count", payments::count),
                reference(PAYMENTS + "quote", payments::quote),
                reference("dev.idempotency.shop.Quotes.quote", quotes::quote),
                reference("dev.idempotency.shop.Quotes.free", payments::free),
                reference("dev.idempotency.shop.Till.close", payments::close));
    }

    private static <R> Arguments reference(String name, ThrowingFunction<Order, R, RuntimeException> function) {
        return arguments(name, function);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("methodReferences")
    @Tag("R1")
    void methodReferenceTellsItsNameAndItsResultType(
            String name, ThrowingFunction<Order, Object, RuntimeException> function) {
        IdempotentFunction<Order, Object, RuntimeException> safe = Idempotency.makeIdempotent(function, config);

        Object first = safe.apply(ORDER);
        Object replayed = safe.apply(new Order("u1", "p1", 7));

        assertThat(replayed).isEqualTo(first);
        assertThat(store.records()).singleElement().satisfies(record -> assertThat(record.key())
                .startsWith(name + "#"));
    }

    @Test
    void unboundMethodReferenceIsUnderstood() {
        IdempotentFunction<Order, Receipt, RuntimeException> safe =
                Idempotency.makeIdempotent(Discounted::receipt, config.named("receipt"));

        Receipt first = safe.apply(ORDER);

        assertThat(safe.apply(ORDER)).isEqualTo(first);
        IdempotentFunction<Order, String, RuntimeException> user = Idempotency.makeIdempotent(Order::productId, config);
        assertThat(user.apply(ORDER)).isEqualTo("p1");
        assertThat(store.records())
                .extracting(record -> record.key().replaceAll("#.*", ""))
                .containsExactlyInAnyOrder("receipt", "dev.idempotency.shop.Order.productId");
    }

    @Test
    void privateMethodIsUnderstood() {
        Payments payments = new Payments();
        IdempotentFunction<Order, Receipt, RuntimeException> safe = payments.privately(config);

        assertThat(safe.apply(ORDER)).isEqualTo(safe.apply(ORDER));
        assertThat(payments.runs()).isEqualTo(1);
    }

    @Test
    @Tag("F1")
    void checkedExceptionKeepsItsType() throws PaymentException {
        Payments payments = new Payments();
        IdempotentFunction<Order, Receipt, PaymentException> safe =
                Idempotency.makeIdempotent(payments::chargeOrFail, config);

        assertThat(catchThrowableOfType(PaymentException.class, () -> safe.apply(new Order("u1", "p1", 101))))
                .hasMessage("too much");
        assertThat(safe.apply(ORDER)).isEqualTo(safe.apply(ORDER));
        assertThat(payments.runs()).isEqualTo(1);
    }

    @Test
    void nameReplacesTheInferredOne() {
        Idempotency.makeIdempotent(new Payments()::charge, config.named("pay")).apply(ORDER);

        assertThat(store.records()).singleElement().satisfies(record -> assertThat(record.key())
                .startsWith("pay#"));
    }

    @Test
    void nameTellsOverloadedMethodsApart() {
        Payments payments = new Payments();
        ThrowingFunction<String, Receipt, RuntimeException> byId = payments::refund;
        ThrowingFunction<Order, Receipt, RuntimeException> byOrder = payments::refund;

        Idempotency.makeIdempotent(byId, config.named("refundById")).apply("o1");
        Idempotency.makeIdempotent(byOrder, config.named("refundByOrder")).apply(ORDER);

        assertThat(store.size()).isEqualTo(2);
    }

    @Test
    void lambdaWithNameAndTypeIsTaken() {
        Payments payments = new Payments();
        IdempotentFunction<Order, Receipt, RuntimeException> safe =
                Idempotency.makeIdempotent(order -> payments.charge(order), Receipt.class, config.named("pay"));

        assertThat(safe.apply(ORDER)).isEqualTo(safe.apply(ORDER));
        assertThat(payments.runs()).isEqualTo(1);
    }

    @Test
    void lambdaWithNameAndGenericTypeIsTaken() throws PaymentException {
        Payments payments = new Payments();
        IdempotentFunction<Order, List<Receipt>, PaymentException> safe = Idempotency.makeIdempotent(
                order -> List.of(payments.chargeOrFail(order)),
                new TypeReference<List<Receipt>>() {},
                config.named("pay"));

        assertThat(safe.apply(ORDER)).isEqualTo(safe.apply(ORDER));
        assertThat(payments.runs()).isEqualTo(1);
    }

    @Test
    void functionOfAMapIsWrappedByItsDeclaredType() {
        Payments payments = new Payments();
        IdempotentFunction<Order, Map<String, List<Optional<Receipt>>>, RuntimeException> safe =
                Idempotency.makeIdempotent(payments::chargeByUser, config);

        safe.apply(ORDER);

        assertThat(safe.apply(ORDER).get("u1"))
                .containsExactly(Optional.of(new Receipt("charge 1", 7)), Optional.empty());
    }

    @Test
    void wrappingRunsNothing() {
        Payments payments = new Payments();

        Idempotency.makeIdempotent(payments::charge, UNUSED);

        assertThat(payments.runs()).isZero();
    }

    /** A static method of another class that takes an order first, as an unbound reference does. */
    static final class Discounted {

        private Discounted() {}

        static Receipt receipt(Order order) {
            return new Receipt("discounted", order.amount() / 2);
        }
    }
}
