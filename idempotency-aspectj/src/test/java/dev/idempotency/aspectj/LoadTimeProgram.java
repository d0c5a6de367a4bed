package dev.idempotency.aspectj;

import dev.idempotency.IdempotencyConfig;
import dev.idempotency.persistence.InMemoryPersistenceStore;

/** Runs in a JVM with AspectJ's agent. */
final class LoadTimeProgram {

    private LoadTimeProgram() {}

    public static void main(String[] arguments) {
        Till till = new Till();
        try {
            till.pay("a");
        } catch (IllegalStateException e) {
            System.out.println(e.getMessage());
        }
        IdempotencyAspect.configure(
                IdempotencyConfig.builder(new InMemoryPersistenceStore()).build());
        System.out.println(till.pay("a") + ", " + till.pay("a") + ", " + till.pay("b"));
    }
}
