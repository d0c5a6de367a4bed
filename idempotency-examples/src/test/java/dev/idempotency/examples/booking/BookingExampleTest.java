package dev.idempotency.examples.booking;

import dev.idempotency.examples.ExampleStore;
import dev.idempotency.examples.PlayedStory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BookingExampleTest {

    @ParameterizedTest
    @ValueSource(strings = {ExampleStore.MEMORY, ExampleStore.DYNAMODB_LOCAL})
    void everythingComesOutAsExpectedOnEveryStore(String store) {
        PlayedStory.on(store, BookingExample::play).assertIsToldAsInMemory(BookingExample::play);
    }

    @Test
    void storeThatForgetsIsFoundOut() {
        PlayedStory.onForgetfulStore(BookingExample::play).assertIsFoundOut();
    }
}
