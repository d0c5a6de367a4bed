package dev.idempotency.testkit;

import dev.idempotency.persistence.Acquisition;
import dev.idempotency.persistence.IdempotencyRecord;
import dev.idempotency.persistence.PersistenceStore;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One process's view of a store, where requests go wrong as a script says.
 *
 * <pre>{@code
 * FaultyStore store = new FaultyStore(new InMemoryPersistenceStore())
 *         .on(Step.ACQUIRE, Fault.lostResponseRetried())      // the first claim
 *         .on(Step.COMPLETE, Fault.none(), Fault.crashBefore()); // the second completion
 * }</pre>
 *
 * <p>Several processes are several of these over one store. Thread-safe.
 */
public final class FaultyStore implements PersistenceStore {

    private final PersistenceStore server;
    private final Map<Step, Deque<Fault>> next = new EnumMap<>(Step.class);
    private final Map<Step, Fault> always = new EnumMap<>(Step.class);
    private final List<Step> sent = new ArrayList<>();
    private final List<Parcel> late = new ArrayList<>();
    private volatile boolean crashed;

    /** A request that is still under way. */
    private static final class Parcel {
        private final Supplier<Object> request;
        private int stepsLeft;

        Parcel(Supplier<Object> request, int stepsLeft) {
            this.request = request;
            this.stepsLeft = stepsLeft;
        }

        void deliver() {
            Object unused = request.get();
        }

        boolean isDueAfterAnotherStep() {
            return --stepsLeft < 0;
        }
    }

    /**
     * Puts faults in front of a store.
     *
     * @param server acts on the requests that get through
     */
    public FaultyStore(PersistenceStore server) {
        this.server = server;
    }

    /** Has the next requests of a step go wrong, one fault each; those after them go by {@link #always}. */
    public FaultyStore on(Step step, Fault... faults) {
        synchronized (next) {
            next.computeIfAbsent(step, s -> new ArrayDeque<>()).addAll(List.of(faults));
        }
        return this;
    }

    /** Has every request of a step go wrong, from now on. Default: {@link Fault#none}. */
    public FaultyStore always(Step step, Fault fault) {
        synchronized (next) {
            always.put(step, fault);
        }
        return this;
    }

    /** Delivers every request that is still under way. */
    public void deliverLate() {
        List<Parcel> due;
        synchronized (late) {
            due = List.copyOf(late);
            late.clear();
        }
        due.forEach(Parcel::deliver);
    }

    /** Ends the process: from here on, every step throws the returned error and has no effect. */
    public SimulatedCrash crash() {
        crashed = true;
        return new SimulatedCrash("process crashed");
    }

    boolean hasCrashed() {
        return crashed;
    }

    /** Requests the client has sent or tried to send, in order; those that a client's retry or delay repeats count once. */
    public List<Step> steps() {
        synchronized (sent) {
            return List.copyOf(sent);
        }
    }

    /** How many requests of a step the client has sent or tried to send. */
    public int count(Step step) {
        return (int) steps().stream().filter(step::equals).count();
    }

    @Override
    public Acquisition acquire(IdempotencyRecord claim, Instant now) {
        return (Acquisition) send(Step.ACQUIRE, () -> server.acquire(claim, now));
    }

    @Override
    @SuppressWarnings("unchecked") // a fault returns what the server answered
    public Optional<IdempotencyRecord> find(String key) {
        return (Optional<IdempotencyRecord>) send(Step.FIND, () -> server.find(key));
    }

    @Override
    public boolean complete(IdempotencyRecord completed) {
        return (boolean) send(Step.COMPLETE, () -> server.complete(completed));
    }

    @Override
    public boolean renew(IdempotencyRecord claim) {
        return (boolean) send(Step.RENEW, () -> server.renew(claim));
    }

    @Override
    public boolean release(String key, String owner) {
        return (boolean) send(Step.RELEASE, () -> server.release(key, owner));
    }

    private Object send(Step step, Supplier<Object> request) {
        dieIfCrashed();
        synchronized (sent) {
            sent.add(step);
        }
        Object answer = faultOf(step).strike(new ScriptedRequest(request));
        deliverDue();
        return answer;
    }

    private Fault faultOf(Step step) {
        synchronized (next) {
            Deque<Fault> faults = next.get(step);
            return faults == null || faults.isEmpty() ? always.getOrDefault(step, Fault.none()) : faults.remove();
        }
    }

    private void deliverDue() {
        List<Parcel> due = new ArrayList<>();
        synchronized (late) {
            late.removeIf(parcel -> parcel.isDueAfterAnotherStep() && due.add(parcel));
        }
        due.forEach(Parcel::deliver);
    }

    private void dieIfCrashed() {
        if (crashed) {
            throw crash();
        }
    }

    private final class ScriptedRequest implements Fault.Request {

        private final Supplier<Object> request;

        ScriptedRequest(Supplier<Object> request) {
            this.request = request;
        }

        @Override
        public Object send() {
            dieIfCrashed();
            return request.get();
        }

        @Override
        public void sendLater(int steps) {
            synchronized (late) {
                late.add(new Parcel(request, steps));
            }
        }

        @Override
        public SimulatedCrash crash() {
            return FaultyStore.this.crash();
        }
    }
}
