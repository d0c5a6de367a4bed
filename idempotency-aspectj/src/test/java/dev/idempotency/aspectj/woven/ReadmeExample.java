package dev.idempotency.aspectj.woven;

import dev.idempotency.IdempotencyConfig;
import dev.idempotency.IdempotencyKey;
import dev.idempotency.Idempotent;
import dev.idempotency.aspectj.IdempotencyAspect;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;

/** The block "weave" of the README, word for word, with calls after it. */
public final class ReadmeExample {

    private ReadmeExample() {}

    /** Refunds one order twice, then another. */
    public static List<String> transfers(IdempotencyConfig config) {
        IdempotencyAspect.configure(config); // when the application starts

        class Refunds {
            String refund(String orderId, BigDecimal amount) {
                return transfer(orderId, amount); // however often: one transfer per order
            }

            @Idempotent(expiresAfter = "30d")
            private String transfer(@IdempotencyKey String orderId, BigDecimal amount) {
                return amount + " for " + orderId + ", transfer " + UUID.randomUUID();
            }
        }

        Refunds refunds = new Refunds();
        return List.of(
                refunds.refund("o1", BigDecimal.TEN),
                refunds.refund("o1", BigDecimal.ONE),
                refunds.refund("o2", BigDecimal.TEN));
    }
}
