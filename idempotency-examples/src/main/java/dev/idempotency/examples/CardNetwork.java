package dev.idempotency.examples;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * The side effect that must not happen twice: a fake card network with a ledger of everything it was asked for.
 *
 * <p>Safe for use by many threads.
 */
public final class CardNetwork {

    private final List<Entry> ledger = new ArrayList<>();
    private boolean declinesNext;
    private @Nullable CountDownLatch nextAnswer;

    /** A network with an empty ledger, which accepts every charge. */
    public CardNetwork() {}

    /**
     * One request to charge a card.
     *
     * @param number counts the requests, from 1
     */
    public record Entry(int number, String card, BigDecimal amount, boolean accepted) {

        String outcome() {
            return accepted ? "accepted" : "declined";
        }
    }

    /**
     * Takes money from a card.
     *
     * @return the number of the request, never the same twice
     * @throws PaymentException if the card was declined
     */
    public int charge(String card, BigDecimal amount) throws PaymentException {
        CountDownLatch answer;
        Entry entry;
        synchronized (this) {
            answer = nextAnswer;
            entry = new Entry(ledger.size() + 1, card, amount, !declinesNext);
            ledger.add(entry);
            nextAnswer = null;
            declinesNext = false;
        }
        await(answer);
        if (!entry.accepted()) {
            throw new PaymentException("card declined");
        }
        return entry.number();
    }

    /** Has the next request declined. */
    public synchronized void declineNext() {
        declinesNext = true;
    }

    /** Has the next request take its time: it is entered in the ledger, and answered once the latch is open. */
    public synchronized CountDownLatch holdBackNextAnswer() {
        CountDownLatch latch = new CountDownLatch(1);
        nextAnswer = latch;
        return latch;
    }

    /** Everything so far, oldest first. */
    public synchronized List<Entry> ledger() {
        return List.copyOf(ledger);
    }

    /** How often money was taken so far. */
    public synchronized long charges() {
        return ledger.stream().filter(Entry::accepted).count();
    }

    private static void await(@Nullable CountDownLatch answer) throws PaymentException {
        if (answer == null) {
            return;
        }
        try {
            answer.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PaymentException("interrupted while waiting for the card network");
        }
    }
}
