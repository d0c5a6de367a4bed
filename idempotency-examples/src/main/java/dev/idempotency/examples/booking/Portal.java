package dev.idempotency.examples.booking;

import dev.idempotency.Idempotency;
import dev.idempotency.IdempotencyConfig;
import dev.idempotency.IdempotentFunction;
import dev.idempotency.OnConflict;
import dev.idempotency.examples.ExampleStore;
import java.time.Duration;

/**
 * The web portal: it makes pages and takes what they send, as often as they send it. A key is never made at random for a
 * click: it is what the patient saw when the page was made, so that two tabs with the same page send the same request,
 * and a page made after the slot became free sends another.
 */
final class Portal {

    private static final Duration A_CLICK_MAY_WAIT = Duration.ofSeconds(10);

    private final Practice practice;
    private final IdempotentFunction<Forms.Book, Appointment, SlotTakenException> book;
    private final IdempotentFunction<Forms.Cancel, Integer, RuntimeException> cancel;
    private final IdempotentFunction<Forms.Reschedule, Appointment, SlotTakenException> reschedule;

    Portal(Practice practice, ExampleStore store) {
        this.practice = practice;
        this.book = Idempotency.makeIdempotent(
                practice::book,
                config(store).eventKeyJmesPath("[patient, slot, slotVersion]").build());
        this.cancel = Idempotency.makeIdempotent(
                practice::cancel,
                config(store).eventKeyJmesPath("[patient, appointment]").build());
        this.reschedule = Idempotency.makeIdempotent(
                practice::reschedule,
                config(store)
                        .eventKeyJmesPath("[patient, appointment, revision]")
                        .payloadValidationJmesPath("slot") // two tabs, two slots: one of them is out of date
                        .build());
    }

    private static IdempotencyConfig.Builder config(ExampleStore store) {
        return IdempotencyConfig.builder(store.store())
                .keyPrefix(store.keyPrefix())
                .expiresAfter(Duration.ofDays(90)) // as long as a page may stay open
                .onConflict(OnConflict.waitUpTo(A_CLICK_MAY_WAIT)); // the second click of two gets the answer, too
    }

    Forms.Book page(String patient, String slot) {
        return new Forms.Book(patient, slot, practice.versionOf(slot));
    }

    Appointment book(Forms.Book form) throws SlotTakenException {
        return book.apply(form);
    }

    int cancel(Forms.Cancel form) {
        return cancel.apply(form);
    }

    Appointment reschedule(Forms.Reschedule form) throws SlotTakenException {
        return reschedule.apply(form);
    }
}
