package dev.idempotency.examples.http;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What became of the latest calls, for the page to show. It holds keys, never bodies. Safe for use by many threads. */
final class CallLog {

    private static final int KEPT = 200;

    private final Deque<Entry> entries = new ArrayDeque<>();
    private long calls;
    private long numbered;

    enum Outcome {
        RUNNING,
        RAN,
        REPLAYED,
        REFUSED
    }

    /**
     * A call as it stands; a later entry of the same call takes its place.
     *
     * @param number counts the entries, from 1
     * @param lost whether the response was cut off half-way
     * @param charges how often money was taken in all; 0 while the call runs
     */
    record Entry(long number, Call call, Outcome outcome, int status, boolean lost, long charges) {}

    /**
     * A call as it came.
     *
     * @param number counts the calls, from 1
     * @param key the header as it was sent; empty if it was not
     */
    record Call(long number, String at, String account, String key) {}

    synchronized Call begin(Instant at, String account, String key) {
        Call call = new Call(++calls, at.toString(), account, key);
        add(new Entry(++numbered, call, Outcome.RUNNING, 0, false, 0));
        return call;
    }

    synchronized void end(Call call, Reply reply, boolean lost, long charges) {
        add(new Entry(++numbered, call, outcome(reply), reply.status(), lost, charges));
    }

    /** Every kept entry after the given number; where there is none, waits for one for up to the given time. */
    synchronized List<Entry> after(long number, Duration limit) throws InterruptedException {
        // A number that was never given comes from a page that knew an earlier server.
        long seen = number > numbered ? 0 : number;
        long deadline = System.nanoTime() + limit.toNanos();
        long left = limit.toMillis();
        while (numbered == seen && left > 0) {
            wait(left);
            left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        }
        return entries.stream().filter(entry -> entry.number() > seen).toList();
    }

    private void add(Entry entry) {
        entries.add(entry);
        if (entries.size() > KEPT) {
            entries.remove();
        }
        notifyAll();
    }

    private static Outcome outcome(Reply reply) {
        if (reply.has(IdempotentPayments.REPLAYED)) {
            return Outcome.REPLAYED;
        }
        return reply.status() == PaymentsHandler.CREATED || reply.status() == PaymentsHandler.DECLINED
                ? Outcome.RAN
                : Outcome.REFUSED;
    }
}
