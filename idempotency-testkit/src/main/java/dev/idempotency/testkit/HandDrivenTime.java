package dev.idempotency.testkit;

import dev.idempotency.Timing;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashSet;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Time that stands still until a test moves it: the clock, the heartbeat's timer and the waiters' patience in one.
 *
 * <pre>{@code
 * HandDrivenTime time = new HandDrivenTime();
 * IdempotencyConfig config =
 *         IdempotencyConfig.builder(store).clock(time).timing(time).build();
 * ...
 * time.advance(Duration.ofMinutes(2)); // heartbeats beat on this thread, each at its time
 * }</pre>
 *
 * <p>Thread-safe. Work that is due runs on the thread that moves time, one task after the other, in the order of the
 * times it is due at and, where these are equal, of its scheduling.
 */
public final class HandDrivenTime implements InstantSource, Timing {

    /** When time starts unless a test says otherwise. */
    public static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private static final long REAL_LIMIT_SECONDS = 60;

    private final Instant start;
    private final ReentrantLock driving = new ReentrantLock();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition waitersChanged = lock.newCondition();
    private final PriorityQueue<Alarm> alarms = new PriorityQueue<>(Alarm.IN_ORDER);
    private final Set<CountDownLatch> waiters = new HashSet<>();
    private long alarmsSet;
    private final AtomicLong nowNanos = new AtomicLong();

    private record Alarm(long atNanos, long number, Runnable task) {
        static final Comparator<Alarm> IN_ORDER =
                Comparator.comparingLong(Alarm::atNanos).thenComparingLong(Alarm::number);
    }

    /** Time that starts at {@link #START}. */
    public HandDrivenTime() {
        this(START);
    }

    /** Time that starts at the given instant. */
    public HandDrivenTime(Instant start) {
        this.start = start;
    }

    @Override
    public Instant instant() {
        return start.plusNanos(nanoTime());
    }

    @Override
    public long nanoTime() {
        return nowNanos.get();
    }

    /**
     * Lets time pass: everything that falls due runs at its own time.
     *
     * @param duration not negative; with zero, what is due now runs
     */
    public void advance(Duration duration) {
        driving.lock();
        try {
            long untilNanos = nanoTime() + nanosOf(duration);
            for (Alarm due = nextUntil(untilNanos); due != null; due = nextUntil(untilNanos)) {
                nowNanos.set(Math.max(nanoTime(), due.atNanos));
                due.task.run();
            }
            nowNanos.set(Math.max(nanoTime(), untilNanos));
        } finally {
            driving.unlock();
        }
    }

    /**
     * Lets time pass while the process stands still, as in a long garbage collection: everything that falls due runs
     * late, after the pause.
     *
     * @param duration not negative
     */
    public void pause(Duration duration) {
        driving.lock();
        try {
            nowNanos.addAndGet(nanosOf(duration));
            advance(Duration.ZERO);
        } finally {
            driving.unlock();
        }
    }

    /** Blocks, in real time, until the given number of threads wait for time to pass or for others to act. */
    public void awaitWaiters(int count) throws InterruptedException {
        long nanos = TimeUnit.SECONDS.toNanos(REAL_LIMIT_SECONDS);
        lock.lockInterruptibly();
        try {
            while (waiters.size() < count) {
                if (nanos <= 0) {
                    throw new IllegalStateException("not " + count + " but " + waiters.size() + " threads wait after "
                            + REAL_LIMIT_SECONDS + " real seconds");
                }
                nanos = waitersChanged.awaitNanos(nanos);
            }
        } finally {
            lock.unlock();
        }
    }

    /** How many threads wait for time to pass or for others to act. */
    public int waiters() {
        lock.lock();
        try {
            return waiters.size();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void schedule(Runnable task, Duration delay) {
        setAlarm(task, delay);
    }

    /** Runs the task when time is next moved, be it by nothing. Within work that is due already: after that. */
    @Override
    public void execute(Runnable task) {
        setAlarm(task, Duration.ZERO);
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // it is the event that is of interest
    public boolean await(CompletableFuture<?> event, Duration limit) throws InterruptedException {
        if (event.isDone() || limit.isZero() || limit.isNegative()) {
            return event.isDone();
        }
        CountDownLatch waiter = new CountDownLatch(1);
        Alarm timeIsUp = addWaiter(waiter, limit);
        event.whenComplete((result, failure) -> wake(waiter));
        try {
            waiter.await();
        } finally {
            wake(waiter);
            cancel(timeIsUp);
        }
        return event.isDone();
    }

    private Alarm setAlarm(Runnable task, Duration delay) {
        lock.lock();
        try {
            Alarm alarm = new Alarm(nanoTime() + nanosOf(delay), alarmsSet++, task);
            alarms.add(alarm);
            return alarm;
        } finally {
            lock.unlock();
        }
    }

    private void cancel(Alarm alarm) {
        lock.lock();
        try {
            alarms.remove(alarm);
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Alarm nextUntil(long nanos) {
        lock.lock();
        try {
            Alarm first = alarms.peek();
            return first != null && first.atNanos <= nanos ? alarms.poll() : null;
        } finally {
            lock.unlock();
        }
    }

    /** Waiter and alarm in one step: who sees the waiter and moves time on must not miss its limit. */
    private Alarm addWaiter(CountDownLatch waiter, Duration limit) {
        lock.lock();
        try {
            waiters.add(waiter);
            waitersChanged.signalAll();
            return setAlarm(() -> wake(waiter), limit);
        } finally {
            lock.unlock();
        }
    }

    /** A waiter is none from the moment it is woken, not from when it gets to run: tests rely on the count. */
    private void wake(CountDownLatch waiter) {
        lock.lock();
        try {
            waiters.remove(waiter);
            waiter.countDown();
        } finally {
            lock.unlock();
        }
    }

    private static long nanosOf(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("duration is " + duration + "; time does not go back");
        }
        return duration.toNanos();
    }
}
