package dev.idempotency.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.idempotency.benchmarks.CallBenchmark.Receipt;
import dev.idempotency.benchmarks.Shape.Order;
import java.net.URI;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * A process that only converts the same payload to a tree, and makes the same three requests with the same response.
 * Its arguments: the endpoint, and a key that is free.
 */
public final class FirstDynamoDbCallFloor {

    private FirstDynamoDbCallFloor() {}

    public static void main(String[] args) throws JsonProcessingException {
        try (DynamoDbClient client = DynamoDbTable.client(URI.create(args[0]))) {
            ObjectMapper mapper = new ObjectMapper();
            RawRequests requests = new RawRequests(client, mapper);
            JsonNode tree = mapper.valueToTree(new Order(args[1], "p-4711", 3, "gift wrap"));
            Receipt first = requests.fresh(args[1], new Receipt("r-1", 4711, "EUR", true));
            Receipt second = requests.replay(args[1]);
            System.out.println((tree.size() == 4 && first.equals(second)) + " " + PeakMemory.kibibytes());
        }
    }
}
