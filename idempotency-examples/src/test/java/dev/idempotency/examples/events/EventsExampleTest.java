package dev.idempotency.examples.events;

import dev.idempotency.examples.ExampleStore;
import dev.idempotency.examples.PlayedStory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventsExampleTest {

    @ParameterizedTest
    @ValueSource(strings = {ExampleStore.MEMORY, ExampleStore.DYNAMODB_LOCAL})
    void everythingComesOutAsExpectedOnEveryStore(String store) {
        PlayedStory.on(store, EventsExample::play).assertIsToldAsInMemory(EventsExample::play);
    }

    @Test
    void storeThatForgetsIsFoundOut() {
        PlayedStory.onForgetfulStore(EventsExample::play).assertIsFoundOut();
    }
}
