package dev.idempotency.examples.booking;

import dev.idempotency.error.IdempotencyValidationException;
import dev.idempotency.examples.ExampleStore;
import dev.idempotency.examples.Story;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/** Plays a day of the portal. */
public final class BookingExample {

    private final Practice practice = new Practice();
    private final Portal portal;
    private final Story story;

    private BookingExample(ExampleStore store, Story story) {
        this.portal = new Portal(practice, store);
        this.story = story;
    }

    public static void main(String[] args) {
        Story.main(BookingExample::play);
    }

    static void play(ExampleStore store, Story story) {
        story.chapter("BOOKING: one appointment and one fee for what a patient wanted once");
        story.tell("store", store.description());
        BookingExample example = new BookingExample(store, story);
        Appointment first = example.lostAnswer();
        example.doubleClick();
        example.twoTabs();
        example.slotOfSomeoneElse();
        example.cancelAndBookAgain(first);
        example.reschedule();
    }

    private Appointment lostAnswer() {
        story.chapter("1. The answer is lost, and the browser sends the form again");
        Forms.Book form = portal.page("ann", "Mon 09:00");
        Object first = tried("ann", form, () -> portal.book(form));
        story.expect("answer to the form sent again", first, tried("ann", form, () -> portal.book(form)));
        expectInTheBooks(1, 20);
        return (Appointment) first;
    }

    private void doubleClick() {
        story.chapter("2. A double click sends a form twice at once");
        Forms.Book form = portal.page("bob", "Mon 09:15");
        story.tell("bob", form);
        CompletableFuture<Object> one = clicked(form);
        CompletableFuture<Object> other = clicked(form);
        story.expect("answer to both clicks", one.join(), other.join());
        expectInTheBooks(2, 40);
    }

    private void twoTabs() {
        story.chapter("3. Two tabs show the same free slot, and the form is sent from both");
        Forms.Book oneTab = portal.page("eve", "Mon 09:30");
        Forms.Book otherTab = portal.page("eve", "Mon 09:30");
        Object first = tried("eve", oneTab, () -> portal.book(oneTab));
        story.expect("answer to the other tab", first, tried("eve", otherTab, () -> portal.book(otherTab)));
        expectInTheBooks(3, 60);
    }

    private void slotOfSomeoneElse() {
        story.chapter("4. Another patient's slot stays another patient's");
        Forms.Book form = portal.page("bob", "Mon 09:00");
        story.expect("answer to bob", "Mon 09:00 is taken", tried("bob", form, () -> portal.book(form)));
        expectInTheBooks(3, 60);
    }

    private void cancelAndBookAgain(Appointment cancelled) {
        story.chapter("5. A cancellation is sent twice; to book again is a new wish");
        Forms.Cancel cancel = new Forms.Cancel("ann", cancelled.id());
        tried("ann", cancel, () -> portal.cancel(cancel));
        story.expect("paid back", 20, tried("ann", cancel, () -> portal.cancel(cancel)));
        expectInTheBooks(2, 40);

        Forms.Book oldPage = new Forms.Book("ann", "Mon 09:00", 0);
        Object stale = tried("ann", oldPage, () -> portal.book(oldPage));
        story.expect("answer to the page from before, which books nothing", cancelled, stale);
        expectInTheBooks(2, 40);

        Forms.Book again = portal.page("ann", "Mon 09:00");
        story.expect(
                "a new appointment",
                "b-4, Mon 09:00",
                tried("ann", again, () -> portal.book(again)).toString());
        expectInTheBooks(3, 60);
    }

    private void reschedule() {
        story.chapter("6. A move is sent twice; a tab that is out of date cannot move it elsewhere");
        Forms.Reschedule move = new Forms.Reschedule("ann", "b-4", 0, "Tue 10:00");
        Object first = tried("ann", move, () -> portal.reschedule(move));
        story.expect("answer to the move sent again", first, tried("ann", move, () -> portal.reschedule(move)));
        Forms.Reschedule oldTab = new Forms.Reschedule("ann", "b-4", 0, "Wed 11:00");
        story.expect(
                "answer to the old tab",
                "refused, moved in the meantime",
                tried("ann", oldTab, () -> portal.reschedule(oldTab)));
        expectInTheBooks(3, 60);

        Forms.Book freed = portal.page("ann", "Mon 09:00");
        story.expect(
                "one more appointment",
                "b-5, Mon 09:00",
                tried("ann", freed, () -> portal.book(freed)).toString());
        expectInTheBooks(4, 80);
        story.expect("entries in the cash book", 6, practice.entries());
    }

    private CompletableFuture<Object> clicked(Forms.Book form) {
        return CompletableFuture.supplyAsync(
                () -> outcome(() -> portal.book(form)), task -> new Thread(task, "browser").start());
    }

    private void expectInTheBooks(int appointments, int fees) {
        story.expect("appointments", appointments, practice.appointments());
        story.expect("fees", fees, practice.fees());
    }

    private Object tried(String who, Object form, Callable<?> request) {
        story.tell(who, form);
        Object outcome = outcome(request);
        story.tell("", "-> " + outcome);
        return outcome;
    }

    private static Object outcome(Callable<?> request) {
        try {
            return request.call();
        } catch (SlotTakenException e) {
            return String.valueOf(e.getMessage());
        } catch (IdempotencyValidationException e) {
            return "refused, moved in the meantime";
        } catch (Exception e) {
            return "failed, " + e;
        }
    }
}
