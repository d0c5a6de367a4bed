package dev.idempotency.examples.events;

import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.idempotency.error.IdempotencyKeyException;
import dev.idempotency.examples.ExampleStore;
import dev.idempotency.examples.LambdaInvocation;
import dev.idempotency.examples.Story;
import java.time.Duration;
import java.util.Map;

/** Plays an event bus that delivers twice. */
public final class EventsExample {

    private final Outbox outbox = new Outbox();
    private final ReminderFunction function;
    private final ExampleStore store;
    private final Story story;

    private EventsExample(ExampleStore store, Story story) {
        this.function = new ReminderFunction(
                outbox,
                ReminderFunction.config(store.store())
                        .keyPrefix(store.keyPrefix())
                        .build());
        this.store = store;
        this.story = story;
    }

    public static void main(String[] args) {
        Story.main(EventsExample::play);
    }

    static void play(ExampleStore store, Story story) {
        story.chapter("EVENTS: one mail for one booking, however often EventBridge delivers");
        story.tell("store", store.description());
        new EventsExample(store, story).play();
    }

    private void play() {
        story.chapter("1. An event is delivered, and delivered again with another event id");
        story.expect("answer", "mail 1", deliver(booked("e-1", Map.of("id", "booking-42", "patient", "ann"))));
        story.expect("answer", "mail 1", deliver(booked("e-2", Map.of("id", "booking-42", "patient", "ann"))));
        story.expect("mails", 1, outbox.mails().size());

        story.chapter("2. Another booking is another mail");
        story.expect("answer", "mail 2", deliver(booked("e-3", Map.of("id", "booking-43", "patient", "bob"))));

        story.chapter("3. An event without an id in its detail is refused before anything has run");
        story.expect("answer", "refused, no key", deliver(booked("e-4", Map.of("patient", "eve"))));
        story.expect("mails", 2, outbox.mails().size());
        story.expect("records", 2, store.records().size());
    }

    static ScheduledEvent booked(String eventId, Map<String, Object> detail) {
        return new ScheduledEvent()
                .withId(eventId)
                .withDetailType("AppointmentBooked")
                .withSource("clinic.booking")
                .withDetail(detail);
    }

    private String deliver(ScheduledEvent event) {
        story.tell("event", event.getId() + ", booking " + event.getDetail().getOrDefault("id", "unknown"));
        try {
            return function.handleRequest(event, new LambdaInvocation("reminder", Duration.ofSeconds(30)));
        } catch (IdempotencyKeyException e) {
            return "refused, no key";
        }
    }
}
