package dev.idempotency.dynamodb.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A running DynamoDB Local: a server process of its own, on a free port of 127.0.0.1, with its tables in memory.
 *
 * <pre>{@code
 * try (DynamoDbLocal dynamoDb = DynamoDbLocal.start()) {
 *     DynamoDbClient client = DynamoDbClient.builder()
 *             .endpointOverride(dynamoDb.endpoint())
 *             .region(Region.EU_WEST_1)
 *             .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
 *             .build();
 * }
 * }</pre>
 *
 * <p>Any region and any credentials do (an access key id has letters and digits only), and all see the same tables.
 *
 * <p>The process ends when this object is closed, and when the JVM that started it ends, in whatever way: normally, by
 * a crash or by {@code kill -9}. It writes to a temporary directory only, which goes with it; it sends no telemetry; and
 * it can be reached from this machine only.
 *
 * <p>Safe for use by many threads.
 */
public final class DynamoDbLocal implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private static @Nullable DynamoDbLocal shared;

    private final ServerProcess process;
    private final URI endpoint;

    private DynamoDbLocal(ServerProcess process, int port) {
        this.process = process;
        this.endpoint = URI.create("http://127.0.0.1:" + port);
    }

    /**
     * Starts a DynamoDB Local for the caller alone, and waits for up to 60 seconds until it answers requests.
     *
     * @return the running instance, without tables
     * @throws IllegalStateException if the process ends early or does not answer in time (the message holds what it
     *     printed), if the build did not write the class path of the server, or if this thread is interrupted (its flag
     *     stays set); no process is left behind
     * @throws UncheckedIOException if the process cannot be created, or its temporary directory not be used
     */
    public static DynamoDbLocal start() {
        try {
            return start(ServerCommand.ofDynamoDbLocal(), START_LIMIT);
        } catch (IOException e) {
            throw new UncheckedIOException("DynamoDB Local could not be started", e);
        }
    }

    static DynamoDbLocal start(ServerCommand command, Duration limit) throws IOException {
        ServerProcess process = ServerProcess.launch(command);
        try {
            return new DynamoDbLocal(process, process.awaitPort(limit));
        } catch (IOException | RuntimeException e) {
            process.end();
            throw e;
        }
    }

    /**
     * Gives the DynamoDB Local that everything in this JVM shares, started on first use.
     *
     * <p>It is the only static state of this module, there so that many test classes pay for one start. It ends with
     * the JVM: users leave it open and keep apart by the names of their tables. Should it have ended earlier, the next
     * call starts another one, without the tables.
     *
     * @return the running instance, the same for every caller
     * @throws IllegalStateException under the conditions of {@link #start()}
     * @throws UncheckedIOException under the conditions of {@link #start()}
     */
    public static synchronized DynamoDbLocal shared() {
        DynamoDbLocal running = shared;
        if (running == null || !running.process.isAlive()) {
            running = start();
            shared = running;
        }
        return running;
    }

    /**
     * The address to give to a DynamoDB client as its endpoint override.
     *
     * @return {@code http://127.0.0.1:<port>}, never null; unchanged after closing, when nobody listens there any more
     */
    public URI endpoint() {
        return endpoint;
    }

    ServerProcess process() {
        return process;
    }

    /**
     * Ends the process, and its tables with it.
     *
     * <p>When this returns, the process has ended and its files are gone. Closing again does nothing.
     */
    @Override
    public void close() {
        process.end();
    }
}
