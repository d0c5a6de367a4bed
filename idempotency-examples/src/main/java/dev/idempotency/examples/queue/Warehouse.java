package dev.idempotency.examples.queue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Sends parcels as often as it is asked. */
final class Warehouse {

    private final List<String> parcels = new ArrayList<>();
    private final Set<String> outOfStock = new HashSet<>();
    private final Set<String> slow = new HashSet<>();

    /** Sends a parcel and tells its number. */
    synchronized String ship(String order) throws OutOfStockException {
        if (outOfStock.contains(order)) {
            throw new OutOfStockException(order);
        }
        if (slow.remove(order)) {
            throw new FunctionTimeout();
        }
        parcels.add(order);
        return "parcel " + parcels.size();
    }

    synchronized void sellOut(String order) {
        outOfStock.add(order);
    }

    synchronized void restock() {
        outOfStock.clear();
    }

    /** Has the order take longer than the function has, the first time. */
    synchronized void slowDown(String order) {
        slow.add(order);
    }

    /** The orders sent so far, in their order. */
    synchronized List<String> parcels() {
        return List.copyOf(parcels);
    }
}
