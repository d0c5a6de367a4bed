package dev.idempotency.aspectj.woven;

import dev.idempotency.IdempotencyKey;
import dev.idempotency.Idempotent;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/** Idempotent methods of every kind; each run of one is counted. */
public final class Ledger implements Repository<String> {

    private static final AtomicInteger RUNS = new AtomicInteger();

    /** How often any method ran. */
    public static int runs() {
        return RUNS.get();
    }

    @Idempotent
    public String enter(String id) {
        return id + " " + RUNS.incrementAndGet();
    }

    @Idempotent
    public static String enterStatically(String id) {
        return id + " " + RUNS.incrementAndGet();
    }

    /** Calls a private method of its own. */
    public String enterPrivately(String id) {
        return privately(id);
    }

    @Idempotent
    private String privately(String id) {
        return id + " " + RUNS.incrementAndGet();
    }

    /** Calls a public method of its own. */
    public String enterThroughItself(String id) {
        return enter(id);
    }

    @Idempotent
    public void enterInSilence(String id) {
        RUNS.incrementAndGet();
    }

    @Idempotent
    public int count(String id) {
        return RUNS.incrementAndGet();
    }

    @Idempotent
    public CompletionStage<String> enterLater(String id) {
        return CompletableFuture.supplyAsync(() -> id + " " + RUNS.incrementAndGet());
    }

    @Idempotent(key = "userId", validation = "[1]", name = "ledger.transfer", expiresAfter = "2h")
    public String transfer(@IdempotencyKey Map<String, String> order, int amount) {
        return order.get("userId") + " " + RUNS.incrementAndGet();
    }

    @Idempotent
    @Override
    public String save(String entity) {
        return entity + " " + RUNS.incrementAndGet();
    }

    @Idempotent
    public String fail(String id) throws LedgerException {
        RUNS.incrementAndGet();
        throw new LedgerException(id);
    }

    /** Throws an error. */
    @Idempotent
    public String die(String id) {
        RUNS.incrementAndGet();
        throw new AssertionError(id);
    }

    /** Is idempotent inside an idempotent method. */
    @Idempotent
    public String enterNested(String id) {
        return enter(id) + " in " + RUNS.incrementAndGet();
    }

    @Idempotent(lease = "2d", key = "[")
    public Object enterWrongly() {
        return "";
    }
}
