package dev.idempotency.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.idempotency.dynamodb.local.DynamoDbLocal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** All that is measured on DynamoDB in a warm process, beside one DynamoDB Local that outlives JMH's forks. */
public final class DynamoDbRun {

    private final Path directory;
    private final URI endpoint;
    private final ObjectMapper mapper = new ObjectMapper();

    private DynamoDbRun(Path directory, URI endpoint) {
        this.directory = directory;
        this.endpoint = endpoint;
    }

    /**
     * Writes {@code dynamodb-requests.json}, {@code dynamodb.json} and {@code dynamodb-turns.json}.
     *
     * @param args the directory to write to, the seconds that library and floor take turns, and options for JMH
     */
    public static void main(String[] args) throws Exception {
        try (DynamoDbLocal server = DynamoDbLocal.start()) {
            DynamoDbRun run = new DynamoDbRun(Path.of(args[0]), server.endpoint());
            run.countRequests();
            run.jmh(Arrays.copyOfRange(args, 2, args.length));
            run.takeTurns(Duration.ofSeconds(Long.parseLong(args[1])));
        }
    }

    private void countRequests() throws Exception {
        mapper.writeValue(directory.resolve("dynamodb-requests.json").toFile(), RequestsPerCall.countedAt(endpoint));
    }

    private void jmh(String[] options) throws RunnerException, CommandLineOptionException {
        new Runner(new OptionsBuilder()
                        .parent(new CommandLineOptions(options))
                        .include(DynamoDbBenchmark.class.getName())
                        .jvmArgsAppend("-D" + DynamoDbBenchmark.ENDPOINT + "=" + endpoint)
                        .resultFormat(ResultFormatType.JSON)
                        .result(directory.resolve("dynamodb.json").toString())
                        .build())
                .run();
    }

    private void takeTurns(Duration time) throws Exception {
        DynamoDbBenchmark benchmark = new DynamoDbBenchmark(endpoint);
        benchmark.completeOne();
        mapper.writeValue(
                directory.resolve("dynamodb-turns.json").toFile(), new DynamoDbTurns(time).compare(benchmark));
        benchmark.closeClient();
    }
}
