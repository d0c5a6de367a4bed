package dev.idempotency.testkit;

import dev.idempotency.IdempotencyConfig;
import dev.idempotency.IdempotentFunction;
import dev.idempotency.persistence.IdempotencyRecord;
import dev.idempotency.persistence.InMemoryPersistenceStore;
import dev.idempotency.persistence.RecordStatus;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Lets the process die at each step of a call of your own function, and counts how often its effects happened.
 *
 * <pre>{@code
 * CrashReport report = CrashTest.of(config -> Idempotency.makeIdempotent(payments::charge, config), network::charges)
 *         .call(order);
 *
 * System.out.println(report);
 * assertEquals(1, report.mostEffectsExceptAt(CrashPoint.AFTER_THE_FUNCTION));
 * }</pre>
 *
 * <p>For each {@link CrashPoint}, over a fresh store in memory: a process makes the call and dies; time passes until no
 * lease is in the way; and a new process makes the call again, as a client does that never got its answer. Between the
 * end of the function and the store being told of it no library can close the gap: there the effects happen twice,
 * unless the function itself can be repeated without another effect.
 *
 * <p>Immutable. No thread is started and no real time passes.
 *
 * @param <E> payload
 * @param <R> result
 * @param <X> what the function throws
 */
public final class CrashTest<E extends @Nullable Object, R extends @Nullable Object, X extends Exception> {

    private final Function<IdempotencyConfig, IdempotentFunction<E, R, X>> wrapping;
    private final LongSupplier effects;
    private final UnaryOperator<IdempotencyConfig.Builder> options;

    private CrashTest(
            Function<IdempotencyConfig, IdempotentFunction<E, R, X>> wrapping,
            LongSupplier effects,
            UnaryOperator<IdempotencyConfig.Builder> options) {
        this.wrapping = wrapping;
        this.effects = effects;
        this.options = options;
    }

    /**
     * A test of one function.
     *
     * @param wrapping makes the function idempotent, with the config of the process that is to call it
     * @param effects how often has happened so far what is not to happen twice; it only grows
     * @param <E> payload
     * @param <R> result
     * @param <X> what the function throws
     */
    public static <E extends @Nullable Object, R extends @Nullable Object, X extends Exception> CrashTest<E, R, X> of(
            Function<IdempotencyConfig, IdempotentFunction<E, R, X>> wrapping, LongSupplier effects) {
        return new CrashTest<>(wrapping, effects, UnaryOperator.identity());
    }

    /**
     * With your own options. Store, clock and timing stay the test's. Default: none.
     *
     * @param ownOptions sets options of the builder and returns it
     */
    public CrashTest<E, R, X> with(UnaryOperator<IdempotencyConfig.Builder> ownOptions) {
        return new CrashTest<>(wrapping, effects, ownOptions);
    }

    /**
     * Makes the call, dies, and makes it again, once for each crash point.
     *
     * @param payload of every call
     * @return what happened; what the function throws is part of it
     * @throws IllegalStateException if the call is not protected at all: it never claims a key
     */
    public CrashReport call(E payload) {
        return new CrashReport(Stream.of(CrashPoint.values())
                .map(point -> crashAt(point, payload))
                .toList());
    }

    private CrashReport.Line crashAt(CrashPoint point, E payload) {
        InMemoryPersistenceStore server = new InMemoryPersistenceStore();
        HandDrivenTime time = new HandDrivenTime();
        long before = effects.getAsLong();

        MortalProcess dying = new MortalProcess(server, time);
        dying.dieAt(point);
        String end = endOf(dying, payload);
        if (point.isBeforeTheFunction() && !dying.hasCrashed()) {
            throw new IllegalStateException("The call claimed no key and is not protected at all; it " + end);
        }
        passLeases(server, time);
        MortalProcess retrying = new MortalProcess(server, time);
        String endOfRetry = endOf(retrying, payload);

        return new CrashReport.Line(point, effects.getAsLong() - before, retrying.hasTakenOver(), endOfRetry);
    }

    /** What became of a call: everything a function may throw is the caller's business, and so part of the report. */
    private String endOf(MortalProcess process, E payload) {
        try {
            wrapping.apply(process.config(options)).apply(payload);
            return process.hasReplayed() ? "replayed" : "ran";
        } catch (SimulatedCrash crash) {
            return "crashed";
        } catch (Exception e) {
            return "threw " + e.getClass().getSimpleName();
        }
    }

    private static void passLeases(InMemoryPersistenceStore server, HandDrivenTime time) {
        for (IdempotencyRecord record : server.records()) {
            Duration left = Duration.between(time.instant(), record.endsAt());
            if (record.status() == RecordStatus.INPROGRESS && !left.isNegative()) {
                time.advance(left.plusMillis(1));
            }
        }
    }
}
