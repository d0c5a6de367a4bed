package dev.idempotency;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.idempotency.persistence.InMemoryPersistenceStore;
import org.junit.jupiter.api.Test;

/** A proxy is refused where there can be none, and a method is where it is not annotated. */
class ProxyTypeRefusalTest {

    private static final String HERE = ProxyTypeRefusalTest.class.getName();

    private final IdempotencyConfig config =
            IdempotencyConfig.builder(new InMemoryPersistenceStore()).build();

    interface Payments {

        @Idempotent
        String pay(String id);
    }

    sealed interface Closed {

        @Idempotent
        String pay(String id);
    }

    record OnlyOne() implements Closed {

        @Override
        public String pay(String id) {
            return id;
        }
    }

    @Test
    void classIsRefusedAsTheTypeOfAProxy() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Idempotency.proxy(OnlyOne.class, new OnlyOne(), config))
                .withMessage("proxy type is " + HERE + "$OnlyOne; allowed: interfaces that are not sealed; for classes,"
                        + " weave idempotency-aspectj");
    }

    @Test
    void sealedInterfaceIsRefusedAsTheTypeOfAProxy() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Idempotency.proxy(Closed.class, new OnlyOne(), config))
                .withMessageStartingWith("proxy type is " + HERE + "$Closed; allowed: interfaces that are not sealed");
    }

    @Test
    void missingTypeOrTargetIsRefused() {
        Payments payments = id -> id;

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Idempotency.proxy(Scene.<Class<Payments>>nothing(), payments, config))
                .withMessage("proxy type is null; allowed: anything but null");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Idempotency.proxy(Payments.class, Scene.nothing(), config))
                .withMessage("proxy target is null; allowed: anything but null");
    }

    @Test
    void proxyOfAProxyIsRefused() {
        Payments proxy = Idempotency.proxy(Payments.class, id -> id, config);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Idempotency.proxy(Payments.class, proxy, config))
                .withMessage("proxy target is an idempotent proxy itself; allowed: the object behind it");
    }

    @Test
    void methodWithoutTheAnnotationIsRefused() throws NoSuchMethodException {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IdempotentMethod.of(OnlyOne.class.getMethod("pay", String.class), config))
                .withMessage(HERE + "$OnlyOne.pay(String) is not annotated with @Idempotent");
    }
}
