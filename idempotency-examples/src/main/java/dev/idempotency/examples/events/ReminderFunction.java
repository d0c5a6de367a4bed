package dev.idempotency.examples.events;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.idempotency.IdempotencyConfig;
import dev.idempotency.lambda.IdempotentLambda;
import dev.idempotency.persistence.PersistenceStore;
import java.time.Duration;

/** Sends a reminder for each booking event. */
final class ReminderFunction implements RequestHandler<ScheduledEvent, String> {

    private final Outbox outbox;
    private final RequestHandler<ScheduledEvent, String> once;

    ReminderFunction(Outbox outbox, IdempotencyConfig config) {
        this.outbox = outbox;
        this.once = IdempotentLambda.of(this::remind, String.class, config.named("remind"));
    }

    static IdempotencyConfig.Builder config(PersistenceStore store) {
        return IdempotentLambda.config(store)
                .eventKeyJmesPath("detail.id")
                .expiresAfter(Duration.ofDays(2)); // EventBridge tries for a day
    }

    @Override
    public String handleRequest(ScheduledEvent event, Context context) {
        return once.handleRequest(event, context);
    }

    private String remind(ScheduledEvent event, Context context) {
        return outbox.send("Dear " + event.getDetail().get("patient") + ", see you soon");
    }
}
