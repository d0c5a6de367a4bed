package dev.idempotency.examples.orders;

import dev.idempotency.examples.ExampleStore;
import dev.idempotency.examples.PlayedStory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrdersExampleTest {

    @ParameterizedTest
    @ValueSource(strings = {ExampleStore.MEMORY, ExampleStore.DYNAMODB_LOCAL})
    void everythingComesOutAsExpectedOnEveryStore(String store) {
        PlayedStory.on(store, OrdersExample::play).assertIsToldAsInMemory(OrdersExample::play);
    }

    @Test
    void storeThatForgetsIsFoundOut() {
        PlayedStory.onForgetfulStore(OrdersExample::play).assertIsFoundOut();
    }
}
