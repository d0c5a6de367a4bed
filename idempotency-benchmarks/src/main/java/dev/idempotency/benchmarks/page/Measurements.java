package dev.idempotency.benchmarks.page;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.idempotency.benchmarks.ColdStart;
import dev.idempotency.benchmarks.DynamoDbTurns;
import dev.idempotency.benchmarks.RecordSize;
import dev.idempotency.benchmarks.RequestsPerCall;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;

/**
 * All that the script "run" has measured.
 *
 * @param oneThread what JMH measured with one thread
 * @param byThreads what JMH measured with more and more threads
 * @param dynamoDb what JMH measured on DynamoDB
 */
record Measurements(
        JmhResults oneThread,
        TreeMap<Integer, JmhResults> byThreads,
        JmhResults dynamoDb,
        List<DynamoDbTurns.Comparison> dynamoDbTurns,
        RequestsPerCall dynamoDbRequests,
        List<RecordSize.Comparison> recordSizes,
        List<ColdStart.Comparison> coldStarts) {

    private static final List<Integer> THREADS = List.of(1, 2, 4, 8, 16);

    static Measurements read(Path directory) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        TreeMap<Integer, JmhResults> byThreads = new TreeMap<>();
        for (int threads : THREADS) {
            byThreads.put(threads, JmhResults.read(directory.resolve("threads-" + threads + ".json")));
        }
        return new Measurements(
                JmhResults.read(directory.resolve("one-thread.json")),
                byThreads,
                JmhResults.read(directory.resolve("dynamodb.json")),
                List.of(mapper.readValue(
                        directory.resolve("dynamodb-turns.json").toFile(), DynamoDbTurns.Comparison[].class)),
                mapper.readValue(directory.resolve("dynamodb-requests.json").toFile(), RequestsPerCall.class),
                List.of(mapper.readValue(
                        directory.resolve("record-size.json").toFile(), RecordSize.Comparison[].class)),
                List.of(mapper.readValue(directory.resolve("cold-start.json").toFile(), ColdStart.Comparison[].class)));
    }
}
