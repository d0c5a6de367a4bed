package dev.idempotency.aspectj;

import static org.assertj.core.api.Assertions.assertThat;

import dev.idempotency.IdempotencyConfig;
import dev.idempotency.Idempotent;
import dev.idempotency.persistence.InMemoryPersistenceStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.aop.aspectj.annotation.AspectJProxyFactory;
import org.springframework.aop.support.AopUtils;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.EnableAspectJAutoProxy;

/** Spring's proxies, by subclass and by interface, call the aspect that is a bean. */
class SpringAopTest {

    @Configuration(proxyBeanMethods = false)
    @EnableAspectJAutoProxy(proxyTargetClass = true)
    static class Application {

        @Bean
        InMemoryPersistenceStore store() {
            return new InMemoryPersistenceStore();
        }

        @Bean
        IdempotencyAspect idempotency(InMemoryPersistenceStore store) {
            return new IdempotencyAspect(IdempotencyConfig.builder(store).build());
        }

        @Bean
        Till till() {
            return new Till();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void beansAreProxied(boolean bySubclass) {
        try (AnnotationConfigApplicationContext spring = new AnnotationConfigApplicationContext(Application.class)) {
            Cashier cashier = bySubclass
                    ? spring.getBean(Till.class)
                    : byInterface(new Till(), spring.getBean(IdempotencyAspect.class));

            assertThat(AopUtils.isCglibProxy(cashier)).isEqualTo(bySubclass);
            assertThat(cashier.pay("a")).isEqualTo("a 1");
            assertThat(cashier.pay("a")).isEqualTo("a 1");
            assertThat(cashier.pay("b")).isEqualTo("b 2");
            assertThat(spring.getBean(InMemoryPersistenceStore.class).size()).isEqualTo(2);
        }
    }

    @Test
    void classesBehindOneInterfaceKeepTheirOwnAnnotations() {
        IdempotencyAspect aspect = new IdempotencyAspect(
                IdempotencyConfig.builder(new InMemoryPersistenceStore()).build());
        Cashier till = byInterface(new Till(), aspect);
        Cashier other = byInterface(new OtherTill(), aspect);

        assertThat(till.pay("a")).isEqualTo(till.pay("a")).isEqualTo("a 1");
        assertThat(other.pay("a")).isEqualTo(other.pay("a")).isEqualTo("other a");
    }

    static final class OtherTill implements Cashier {

        @Idempotent(name = "other till")
        @Override
        public String pay(String id) {
            return "other " + id;
        }
    }

    private static Cashier byInterface(Cashier target, IdempotencyAspect aspect) {
        AspectJProxyFactory factory = new AspectJProxyFactory(target);
        factory.addAspect(aspect);
        factory.setInterfaces(Cashier.class);
        return factory.getProxy();
    }
}
