package dev.idempotency.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.idempotency.benchmarks.CallBenchmark.Receipt;
import dev.idempotency.benchmarks.Shape.Order;

/** A process that only loads Jackson, converts the same payload to a tree, and writes and reads the same response. */
public final class FirstCallFloor {

    private FirstCallFloor() {}

    public static void main(String[] args) throws JsonProcessingException {
        ObjectMapper mapper = new ObjectMapper();
        JsonNode tree = mapper.valueToTree(new Order("u-17", "p-4711", 3, "gift wrap"));
        Receipt first = new Receipt("r-1", 4711, "EUR", true);
        Receipt second = mapper.readValue(mapper.writeValueAsString(first), Receipt.class);
        System.out.println((tree.size() == 4 && first.equals(second)) + " " + PeakMemory.kibibytes());
    }
}
