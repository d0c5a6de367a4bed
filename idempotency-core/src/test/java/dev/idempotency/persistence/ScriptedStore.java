package dev.idempotency.persistence;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Another store whose steps are counted, and can be made to fail or pause before or after they take effect. */
public final class ScriptedStore implements PersistenceStore {

    /** What a store can be asked to do. */
    public enum Step {
        ACQUIRE,
        FIND,
        COMPLETE,
        RENEW,
        RELEASE
    }

    private final PersistenceStore store;
    private final Map<Step, Runnable> before = new ConcurrentHashMap<>();
    private final Map<Step, Runnable> after = new ConcurrentHashMap<>();
    private final Map<Step, Integer> counts = new ConcurrentHashMap<>();
    private volatile UnaryOperator<Instant> clock = UnaryOperator.identity();

    public ScriptedStore(PersistenceStore store) {
        this.store = store;
    }

    public ScriptedStore before(Step step, Runnable action) {
        before.put(step, action);
        return this;
    }

    /** Runs the action when the step has taken effect: one that throws makes the answer get lost. */
    public ScriptedStore after(Step step, Runnable action) {
        after.put(step, action);
        return this;
    }

    public ScriptedStore failing(Step step, RuntimeException failure) {
        return before(step, () -> {
            throw failure;
        });
    }

    /** Has the store judge claims by a clock of its own. */
    public ScriptedStore withClock(UnaryOperator<Instant> storeClock) {
        this.clock = storeClock;
        return this;
    }

    /** Lets every step through again. */
    public void heal() {
        before.clear();
        after.clear();
    }

    public int count(Step step) {
        return counts.getOrDefault(step, 0);
    }

    public int steps() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    @Override
    public Acquisition acquire(IdempotencyRecord claim, Instant now) {
        return step(Step.ACQUIRE, () -> store.acquire(claim, clock.apply(now)));
    }

    @Override
    public Optional<IdempotencyRecord> find(String key) {
        return step(Step.FIND, () -> store.find(key));
    }

    @Override
    public boolean complete(IdempotencyRecord completed) {
        return step(Step.COMPLETE, () -> store.complete(completed));
    }

    @Override
    public boolean renew(IdempotencyRecord claim) {
        return step(Step.RENEW, () -> store.renew(claim));
    }

    @Override
    public boolean release(String key, String owner) {
        return step(Step.RELEASE, () -> store.release(key, owner));
    }

    private <T> T step(Step step, Supplier<T> action) {
        counts.merge(step, 1, Integer::sum);
        Optional.ofNullable(before.get(step)).ifPresent(Runnable::run);
        T answer = action.get();
        Optional.ofNullable(after.get(step)).ifPresent(Runnable::run);
        return answer;
    }
}
