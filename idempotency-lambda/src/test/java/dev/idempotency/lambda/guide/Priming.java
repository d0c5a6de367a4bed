package dev.idempotency.lambda.guide;

import dev.idempotency.Idempotency;
import dev.idempotency.IdempotencyConfig;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;

final class Priming implements Resource {

    private final IdempotencyConfig config;
    private final Object sampleEvent;

    Priming(IdempotencyConfig config, Object sampleEvent) {
        this.config = config;
        this.sampleEvent = sampleEvent;
        Core.getGlobalContext().register(this);
    }

    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) {
        Idempotency idempotency = Idempotency.with(config);
        idempotency.operation("priming", String.class).keyOf(sampleEvent);
        idempotency.records().find("priming#0");
    }

    @Override
    public void afterRestore(Context<? extends Resource> context) {}
}
