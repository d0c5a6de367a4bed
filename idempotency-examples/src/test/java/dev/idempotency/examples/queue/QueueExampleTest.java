package dev.idempotency.examples.queue;

import dev.idempotency.examples.ExampleStore;
import dev.idempotency.examples.PlayedStory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueueExampleTest {

    @ParameterizedTest
    @ValueSource(strings = {ExampleStore.MEMORY, ExampleStore.DYNAMODB_LOCAL})
    void everythingComesOutAsExpectedOnEveryStore(String store) {
        PlayedStory.on(store, QueueExample::play).assertIsToldAsInMemory(QueueExample::play);
    }

    @Test
    void storeThatForgetsIsFoundOut() {
        PlayedStory.onForgetfulStore(QueueExample::play).assertIsFoundOut();
    }
}
