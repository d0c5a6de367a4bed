package dev.idempotency.examples;

import dev.idempotency.error.IdempotencyAlreadyInProgressException;
import dev.idempotency.error.IdempotencyValidationException;
import dev.idempotency.examples.Answer.Kind;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Sends orders, understands every answer, and keeps its receipts: one it has already can only be a replay. */
final class Client {

    private final PaymentHandler handler;
    private final Set<Receipt> receipts = ConcurrentHashMap.newKeySet();

    Client(PaymentHandler handler) {
        this.handler = handler;
    }

    Answer send(Order order) {
        try {
            Receipt receipt = handler.charge(order);
            String text = "receipt " + receipt.number() + " over " + receipt.amount();
            return receipts.add(receipt)
                    ? new Answer(Kind.CHARGED, text)
                    : new Answer(Kind.REPLAYED, text + ", the same as before");
        } catch (PaymentException e) {
            return new Answer(Kind.DECLINED, explained(e.getMessage(), e));
        } catch (IdempotencyAlreadyInProgressException e) {
            return new Answer(Kind.IN_PROGRESS, explained("in progress until " + Narrator.time(e.until()), e));
        } catch (IdempotencyValidationException e) {
            return new Answer(Kind.TAMPERED, explained("charged before with another amount", e));
        }
    }

    private static String explained(@Nullable String reason, Exception e) {
        return reason + " (" + e.getClass().getSimpleName() + ")";
    }
}
