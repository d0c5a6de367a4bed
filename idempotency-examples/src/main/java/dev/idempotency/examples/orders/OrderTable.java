package dev.idempotency.examples.orders;

import dev.idempotency.examples.ExampleStore;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The state of each order, changed by conditional writes only. */
interface OrderTable {

    /** Writes a new order as pending, unless it is there. */
    void register(String orderId);

    /**
     * Moves an order from one state to the next.
     *
     * @return false if it was not in the first of them, and nothing has changed
     */
    boolean move(String orderId, State from, State to);

    /** The state of an order, or null if there is none of that id. */
    @Nullable
    State state(String orderId);

    /** In the database of the example, or in memory where it has none. */
    static OrderTable of(ExampleStore store) {
        return store.ownDatabase().<OrderTable>map(DynamoDbOrderTable::create).orElseGet(OrderTable::inMemory);
    }

    private static OrderTable inMemory() {
        Map<String, State> states = new ConcurrentHashMap<>();
        return new OrderTable() {
            @Override
            public void register(String orderId) {
                states.putIfAbsent(orderId, State.PENDING);
            }

            @Override
            public boolean move(String orderId, State from, State to) {
                return states.replace(orderId, from, to);
            }

            @Override
            public @Nullable State state(String orderId) {
                return states.get(orderId);
            }
        };
    }
}
