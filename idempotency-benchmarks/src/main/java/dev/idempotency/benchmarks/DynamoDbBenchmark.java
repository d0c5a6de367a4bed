package dev.idempotency.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.idempotency.Idempotency;
import dev.idempotency.IdempotencyConfig;
import dev.idempotency.IdempotentOperation;
import dev.idempotency.benchmarks.CallBenchmark.Receipt;
import dev.idempotency.benchmarks.Shape.Order;
import dev.idempotency.codec.JacksonDefaults;
import dev.idempotency.dynamodb.DynamoDbPersistenceStore;
import java.net.URI;
import java.util.HexFormat;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A call on DynamoDB Local, beside the same requests by hand. {@link DynamoDbRun} starts the server and runs this. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class DynamoDbBenchmark {

    /** The system property that holds the endpoint of DynamoDB Local. */
    static final String ENDPOINT = "benchmarks.dynamodb.endpoint";

    private static final Receipt RECEIPT = new Receipt("r-1", 4711, "EUR", true);

    private final DynamoDbClient client;
    private final IdempotentOperation<Receipt> charge;
    private final RawRequests requests;

    private final String run = UUID.randomUUID().toString().replace("-", "");
    private final Order completedOrder = new Order(run, "completed", 3, "gift wrap");
    private final String completedKey = nextKey();
    private int number;

    /** For JMH. */
    public DynamoDbBenchmark() {
        this(URI.create(Objects.requireNonNull(System.getProperty(ENDPOINT), "no endpoint: to be run by DynamoDbRun")));
    }

    DynamoDbBenchmark(URI endpoint) {
        client = DynamoDbTable.client(endpoint);
        requests = new RawRequests(client, JacksonDefaults.mapper());
        charge = Idempotency.with(IdempotencyConfig.builder(DynamoDbPersistenceStore.create(client, DynamoDbTable.NAME))
                        .keyPrefix("")
                        .eventKeyJmesPath("[userId, productId]")
                        .build())
                .operation("charge", Receipt.class);
    }

    /** Begins with one completed call. */
    @Setup
    public void completeOne() throws JsonProcessingException {
        charge.call(completedOrder, () -> RECEIPT);
        requests.fresh(completedKey, RECEIPT);
    }

    /** Closes the connections. */
    @TearDown
    public void closeClient() {
        client.close();
    }

    /** A first call. */
    @Benchmark
    public Receipt fresh() {
        return charge.call(new Order(run, "p-" + number++, 3, "gift wrap"), () -> RECEIPT);
    }

    /** The requests of a first call. */
    @Benchmark
    public Receipt freshFloor() throws JsonProcessingException {
        return requests.fresh(nextKey(), RECEIPT);
    }

    /** A duplicate. */
    @Benchmark
    public Receipt replay() {
        return charge.call(completedOrder, () -> RECEIPT);
    }

    /** The request of a duplicate. */
    @Benchmark
    public Receipt replayFloor() throws JsonProcessingException {
        return requests.replay(completedKey);
    }

    /** As long as the library's, and derived from nothing. */
    private String nextKey() {
        return "charge#" + run + "0".repeat(24) + HexFormat.of().toHexDigits(number++);
    }
}
