package dev.idempotency.shop;

import java.util.concurrent.atomic.AtomicInteger;

/** What services inherit from. */
public abstract class Till {

    private final AtomicInteger runs = new AtomicInteger();

    public int runs() {
        return runs.get();
    }

    public Receipt close(Order order) {
        return new Receipt("close " + nextRun(), order.amount());
    }

    protected int nextRun() {
        return runs.incrementAndGet();
    }
}
