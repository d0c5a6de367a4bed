package dev.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.idempotency.shop.PaymentException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What proxies and aspects have in common, as an interceptor of another make would use it. */
class IdempotentMethodTest {

    private final Scene scene = new Scene();

    static class Payments<T> {

        @Idempotent
        private static String pay(@IdempotencyKey String id, int amount) {
            return id + amount;
        }

        @Idempotent
        CompletionStage<String> payLater(String id) {
            return CompletableFuture.completedStage(id);
        }

        @Idempotent(name = " ", lease = "soon")
        T anything(String id, T of) {
            return of;
        }
    }

    @Test
    void methodOfAnyKindIsBound() throws Throwable {
        assertThat(Payments.pay("a", 1)).isEqualTo("a1");
        IdempotentMethod pay = bound("pay", String.class, int.class);

        assertThat(pay.invoke(arguments("a", 1), scene::receipt)).isEqualTo("receipt 1");
        assertThat(pay.invoke(arguments("a", 2), scene::receipt)).isEqualTo("receipt 1");
        assertThat(pay.invoke(arguments("b", 1), scene::receipt)).isEqualTo("receipt 2");
        assertThat(scene.memory.records().get(0).key()).startsWith(Payments.class.getName() + ".pay#");
    }

    @Test
    void stageIsBound() throws Throwable {
        IdempotentMethod payLater = bound("payLater", String.class);

        for (int i = 0; i < 2; i++) {
            assertThat(payLater.invoke(arguments("a"), () -> CompletableFuture.completedStage(scene.receipt())))
                    .isInstanceOfSatisfying(CompletableFuture.class, future -> assertThat(
                                    future.orTimeout(1, TimeUnit.MINUTES).join())
                            .isEqualTo("receipt 1"));
        }
    }

    @Test
    @Tag("F1")
    void anyThrowableComesOutAsTheSameInstance() throws NoSuchMethodException {
        IdempotentMethod pay = bound("pay", String.class, int.class);
        for (Throwable thrown : List.of(new PaymentException("declined"), new Throwable(), new LinkageError())) {
            assertThat(catchThrowable(() -> pay.invoke(arguments("a", 1), () -> {
                        throw thrown;
                    })))
                    .isSameAs(thrown);
        }
    }

    @Test
    void everythingThatIsWrongIsTold() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bound("anything", String.class, Object.class))
                .satisfies(e -> assertThat(String.valueOf(e.getMessage()).lines())
                        .allMatch(line -> line.startsWith(Payments.class.getName() + ".anything(String, Object): "))
                        .extracting(line -> line.substring(line.indexOf(": ") + 2))
                        .satisfiesExactly(
                                line -> assertThat(line).startsWith("operation name is \" \""),
                                line -> assertThat(line).startsWith("result type is T, where a type variable"),
                                line -> assertThat(line).startsWith("lease is \"soon\"")));
    }

    private IdempotentMethod bound(String name, Class<?>... parameters) throws NoSuchMethodException {
        return IdempotentMethod.of(
                Payments.class.getDeclaredMethod(name, parameters),
                scene.config().build());
    }

    private static @Nullable Object[] arguments(@Nullable Object... arguments) {
        return arguments;
    }
}
