package dev.idempotency.testkit.simulation;

import dev.idempotency.error.IdempotencyAlreadyInProgressException;
import dev.idempotency.error.IdempotencyPersistenceException;
import dev.idempotency.error.IdempotencyRecordedFailureException;
import dev.idempotency.persistence.IdempotencyRecord;
import dev.idempotency.persistence.RecordStatus;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Hears of everything that happens in a schedule, and finds fault with it. */
final class Auditor {

    private final boolean heartbeat;
    private final Map<String, KeyHistory> histories = new HashMap<>();
    private final Map<String, KeyHistory> historiesByKey = new HashMap<>();
    private final Map<String, Call> callsByCaller = new HashMap<>();
    private final Map<String, Call> callsByToken = new HashMap<>();
    private final Consumer<InvariantViolation> alarm;
    private int runs;

    /**
     * Starts knowing nothing.
     *
     * @param alarm hears of a violation before it is thrown: the engine may swallow what its store throws
     */
    Auditor(Scenario scenario, Consumer<InvariantViolation> alarm) {
        this.heartbeat = scenario.heartbeat();
        this.alarm = alarm;
    }

    /** A caller calls. */
    Call begin(String caller, SimulatedProcess process, String order) {
        Call call = new Call(caller, process, histories.computeIfAbsent(order, o -> new KeyHistory()));
        callsByCaller.put(caller, call);
        return call;
    }

    /** The function begins to run for a call. */
    String run(Call call) {
        String run = "run-" + ++runs;
        call.runs(run);
        call.history().addRun(run);
        check(
                !call.history().hasRunWithoutReason(),
                Invariant.BOUNDED_RUNS,
                call.history().runsTold());
        return run;
    }

    /** A process could not tell the store of its last run for the key. */
    void unrecorded(SimulatedProcess process, String key) {
        historyOf(key).addUnrecorded(process);
    }

    /** The store has acted on a request. */
    void served(Request<?> request, @Nullable IdempotencyRecord before, @Nullable IdempotencyRecord after) {
        boolean changed = !Objects.equals(before, after);
        switch (request.step()) {
            case ACQUIRE -> acquired(request, before, changed);
            case FIND -> answered(request, before);
            case COMPLETE -> {
                checkOwner(request, before, changed);
                completed(request, after, changed);
            }
            case RENEW -> checkOwner(request, before, changed);
            case RELEASE -> {
                checkOwner(request, before, changed);
                if (changed) {
                    historyOf(request.key()).addRelease();
                }
            }
        }
    }

    private void acquired(Request<?> request, @Nullable IdempotencyRecord before, boolean changed) {
        String token = Objects.requireNonNull(request.owner());
        Call call = callsByCaller.get(request.sender());
        if (call != null && callsByToken.putIfAbsent(token, call) == null) {
            call.claimsAs(token);
            historiesByKey.put(request.key(), call.history());
        }
        answered(request, before);
        if (before == null || !changed || before.isOwnedBy(token)) {
            return;
        }
        check(
                before.statusAt(request.now()) == RecordStatus.EXPIRED,
                Invariant.OWNER_WRITES_ONLY,
                "claimed although a record stood there that counts");
        if (before.status() == RecordStatus.INPROGRESS) {
            takenOver(before);
        }
    }

    private void takenOver(IdempotencyRecord before) {
        historyOf(before.key()).addTakeover();
        Call owner = callsByToken.get(before.owner());
        check(
                !heartbeat
                        || owner == null
                        || !owner.isRunning()
                        || !owner.process().isInGoodHealth(),
                Invariant.LIVING_OWNER_KEEPS_KEY,
                "the owner is running and its process is in good health");
    }

    private void answered(Request<?> request, @Nullable IdempotencyRecord record) {
        Call call = callsByCaller.get(request.sender());
        if (call != null) {
            call.sees(record);
        }
    }

    private void checkOwner(Request<?> request, @Nullable IdempotencyRecord before, boolean changed) {
        check(
                !changed || (before != null && before.isOwnedBy(request.owner())),
                Invariant.OWNER_WRITES_ONLY,
                request.step() + " took effect for one that is not the owner");
    }

    private void completed(Request<?> request, @Nullable IdempotencyRecord after, boolean changed) {
        KeyHistory history = historyOf(request.key());
        if (changed && after != null) {
            check(
                    history.completed() == null || history.completed().isOwnedBy(after.owner()),
                    Invariant.ONE_COMPLETION,
                    "completed by a second owner");
            history.complete(after);
        }
    }

    /** A call returned. */
    void returned(Call call, String result) {
        call.ends();
        if (call.run() == null) {
            checkReplay(call, result);
        } else {
            check(
                    result.equals(call.run()) && call.failure() == null,
                    Invariant.FAITHFUL_REPLAY,
                    call.run() + " returned " + result);
        }
    }

    /** A call threw. */
    void threw(Call call, RuntimeException thrown) {
        call.ends();
        if (call.run() != null) {
            check(thrown == call.failure(), Invariant.EVERY_CALL_ENDS, call.run() + " ended with " + thrown);
        } else if (thrown instanceof IdempotencyRecordedFailureException recorded) {
            checkReplay(
                    call,
                    String.valueOf(Objects.requireNonNull(recorded.getCause()).getMessage()));
        } else if (thrown instanceof IdempotencyAlreadyInProgressException) {
            check(!call.wasRefusedByItself(), Invariant.CLAIM_RECOGNISES_ITSELF, call.caller() + " was refused");
        } else {
            check(
                    thrown instanceof IdempotencyPersistenceException,
                    Invariant.EVERY_CALL_ENDS,
                    call.caller() + " got " + thrown);
        }
    }

    /** A call ended when every lease was over. */
    void endedLate(@Nullable RuntimeException failure) {
        check(failure == null, Invariant.NOT_BLOCKED_BEYOND_LEASE, String.valueOf(failure));
    }

    private void checkReplay(Call call, String run) {
        check(
                call.history().mayBeReplayed(run, call.process()),
                Invariant.FAITHFUL_REPLAY,
                call.caller() + " was answered with " + run);
    }

    /** Who wrote a record, for the journal. */
    String ownerOf(IdempotencyRecord record) {
        Call call = callsByToken.get(record.owner());
        return call == null ? "nobody" : call.caller();
    }

    private KeyHistory historyOf(String key) {
        return Objects.requireNonNull(historiesByKey.get(key), key);
    }

    private void check(boolean holds, Invariant invariant, String what) {
        if (!holds) {
            InvariantViolation violation = new InvariantViolation(invariant, what);
            alarm.accept(violation);
            throw violation;
        }
    }
}
