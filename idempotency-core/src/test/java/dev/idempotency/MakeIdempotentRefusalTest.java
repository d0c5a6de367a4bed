package dev.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.idempotency.persistence.InMemoryPersistenceStore;
import dev.idempotency.shop.Order;
import dev.idempotency.shop.Payments;
import dev.idempotency.shop.Receipt;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MakeIdempotentRefusalTest {

    private final Payments payments = new Payments();
    private final InMemoryPersistenceStore store = new InMemoryPersistenceStore();
    private final IdempotencyConfig config = IdempotencyConfig.builder(store).build();

    /** What is wrapped, what the message says about it, and the function. */
    static Stream<Arguments> unknownOperations() {
        Payments payments = new Payments();
        Function<Order, Receipt> function = payments::charge;
        IdempotentFunction<Order, Receipt, RuntimeException> wrapped = payments::charge;
        class Local implements ThrowingFunction<Order, Receipt, RuntimeException> {
            private static final long serialVersionUID = 1L;

            @Override
            public Receipt apply(Order order) {
                return payments.charge(order);
            }
        }
        return Stream.of(
                refused("lambda", "lambda", order -> payments.charge(order)),
                refused("lambda without captures", "lambda", order -> Payments.chargeStatically(order)),
                refused("local class", "does not tell", new Local()),
                refused("constructor", "lambda", Copied::new),
                refused("java.util.function.Function", "Function.apply", function::apply),
                refused("function that is idempotent already", "IdempotentFunction.apply", wrapped::apply),
                refused("overloaded method", "refund is overloaded", payments::refund),
                refused("Object", "java.lang.Object", payments::anything),
                refused("type variable", "result type is T", payments::echo),
                refused("type variable in a list", "List<T>", payments::echoInList),
                refused("type variable in a wildcard", "List<T>", payments::echoInWildcard),
                refused("type variable in an array", "List<T>[]", payments::echoInListArray));
    }

    private static <R> Arguments refused(
            String what, String reason, ThrowingFunction<Order, R, RuntimeException> function) {
        return arguments(what, reason, function);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unknownOperations")
    void functionThatDoesNotTellItsNameOrTypeIsRefusedWithTheCallToWrite(
            String what, String reason, ThrowingFunction<Order, Object, RuntimeException> function) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Idempotency.makeIdempotent(function, config))
                .withMessageContainingAll(reason, "makeIdempotent(function, ", ".class, config.named(\"...\")");
    }

    @Test
    void messageNamesTheResultTypeOfTheLambda() {
        ThrowingFunction<Order, Receipt, RuntimeException> lambda = order -> payments.charge(order);
        ThrowingFunction<Order, byte[], RuntimeException> bytes = order -> new byte[order.amount()];
        ThrowingFunction<Order, Receipt[], RuntimeException> array = payments::chargeThrice;
        ThrowingFunction<Order, Receipt[], RuntimeException> arrayLambda = order -> array.apply(order);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Idempotency.makeIdempotent(lambda, config))
                .withMessageContaining("makeIdempotent(function, Receipt.class, ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Idempotency.makeIdempotent(bytes, config))
                .withMessageContaining("makeIdempotent(function, byte[].class, ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Idempotency.makeIdempotent(arrayLambda, config))
                .withMessageContaining("makeIdempotent(function, Receipt[].class, ");
    }

    @Test
    void anonymousClassIsRefused() {
        ThrowingFunction<Order, Receipt, RuntimeException> anonymous = new ThrowingFunction<>() {
            private static final long serialVersionUID = 1L;

            @Override
            public Receipt apply(Order order) {
                return payments.charge(order);
            }
        };

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Idempotency.makeIdempotent(anonymous, config))
                .withMessageContainingAll("does not tell", "config.named");
    }

    @Test
    void lambdaWithATypeStillNeedsAName() {
        ThrowingFunction<Order, Receipt, RuntimeException> lambda = order -> payments.charge(order);
        ThrowingFunction<Order, List<Receipt>, RuntimeException> list = order -> payments.chargeTwice(order);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Idempotency.makeIdempotent(lambda, Receipt.class, config))
                .withMessageContaining("config.named");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Idempotency.makeIdempotent(list, new TypeReference<List<Receipt>>() {}, config))
                .withMessageContaining("config.named");
    }

    @Test
    void lambdaWithANameStillNeedsAType() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> Idempotency.makeIdempotent((Order order) -> payments.charge(order), config.named("pay")))
                .withMessageContaining("Receipt.class");
    }

    @Test
    void nameDoesNotHelpAResultTypeThatTellsNothing() {
        ThrowingFunction<Order, Object, RuntimeException> anything = payments::anything;

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Idempotency.makeIdempotent(anything, config.named("pay")))
                .withMessageContaining("java.lang.Object");
    }

    @Test
    void typeDoesNotHelpANameThatIsShared() {
        ThrowingFunction<Order, Receipt, RuntimeException> overloaded = payments::refund;
        Function<Order, Receipt> function = payments::charge;
        ThrowingFunction<Order, Receipt, RuntimeException> foreign = function::apply;

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Idempotency.makeIdempotent(overloaded, Receipt.class, config))
                .withMessageContaining("overloaded");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Idempotency.makeIdempotent(foreign, Receipt.class, config))
                .withMessageContaining("java.util.function.Function.apply");
    }

    @Test
    void foreignFunctionWithNameAndTypeIsTaken() {
        Function<Order, Receipt> function = payments::charge;
        IdempotentFunction<Order, Receipt, RuntimeException> safe =
                Idempotency.makeIdempotent(function::apply, Receipt.class, config.named("pay"));

        assertThat(safe.apply(new Order("u1", "p1", 7))).isEqualTo(safe.apply(new Order("u1", "p1", 7)));
    }

    static Stream<Arguments> resultsThatAreNoValues() {
        Payments payments = new Payments();
        return Stream.of(
                refused("stream", "java.util.stream.Stream", payments::stream),
                refused("future", "java.util.concurrent.Future", payments::future),
                refused("raw stage", "java.util.concurrent.CompletionStage", payments::rawStage),
                refused("bytes", "java.io.InputStream", payments::bytes));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("resultsThatAreNoValues")
    void resultThatIsNoValueIsRefused(
            String what, String type, ThrowingFunction<Order, Object, RuntimeException> function) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Idempotency.makeIdempotent(function, config))
                .withMessageContainingAll("result type", type, "allowed");
    }

    @Test
    void refusedFunctionHasLeftNothingBehind() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Idempotency.makeIdempotent((Order order) -> Map.of("order", order), config));

        assertThat(payments.runs()).isZero();
        assertThat(store.size()).isZero();
    }

    record Copied(Order order) {}
}
