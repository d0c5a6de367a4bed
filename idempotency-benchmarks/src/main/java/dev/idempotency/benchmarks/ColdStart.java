package dev.idempotency.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.idempotency.dynamodb.local.DynamoDbLocal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whole processes from start to end, library and floor in turns, so that whatever else the machine does slows both: on
 * the store in memory and on DynamoDB Local, without and with an archive of the classes they load (AppCDS). The class
 * path must be of jars: directories cannot be archived.
 */
public final class ColdStart {

    private final Path directory;
    private final ObjectMapper mapper = new ObjectMapper();

    private ColdStart(Path directory) {
        this.directory = directory;
    }

    /**
     * One pair of programs.
     *
     * @param store what holds the records
     * @param appCds whether with an archive
     * @param rounds how many processes of each there were
     */
    public record Comparison(String store, boolean appCds, int rounds, Median library, Median floor) {}

    /**
     * The medians of the processes of one program.
     *
     * @param nanos wall time
     * @param peakKibibytes resident memory at its peak, or {@code null} where the system does not tell
     */
    public record Median(double nanos, @Nullable Long peakKibibytes) {}

    /**
     * Writes {@code cold-start.json}.
     *
     * @param args the directory to write to, the number of rounds in memory, and that on DynamoDB
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        new ColdStart(Path.of(args[0])).compare(Integer.parseInt(args[1]), Integer.parseInt(args[2]));
    }

    private void compare(int memoryRounds, int dynamoDbRounds) throws IOException, InterruptedException {
        List<Comparison> comparisons = new ArrayList<>();
        Pair memory = new Pair("memory", FirstCall.class, FirstCallFloor.class, List.of());
        comparisons.addAll(compare(memory, memoryRounds));
        try (DynamoDbLocal server = DynamoDbLocal.start()) {
            DynamoDbTable.createAt(server.endpoint());
            Pair dynamoDb = new Pair(
                    "DynamoDB",
                    FirstDynamoDbCall.class,
                    FirstDynamoDbCallFloor.class,
                    List.of(server.endpoint().toString()));
            comparisons.addAll(compare(dynamoDb, dynamoDbRounds));
        }
        mapper.writeValue(directory.resolve("cold-start.json").toFile(), comparisons);
    }

    private List<Comparison> compare(Pair pair, int rounds) throws IOException, InterruptedException {
        Program library = Program.plain(pair.library);
        Program floor = Program.plain(pair.floor);
        // The runs that make the archives also bring the jars into the system's cache.
        Series archivedLibrary = new Series(library.withAppCds(directory, pair.arguments()));
        Series archivedFloor = new Series(floor.withAppCds(directory, pair.arguments()));
        Series plainLibrary = new Series(library);
        Series plainFloor = new Series(floor);
        for (int round = 0; round < rounds; round++) {
            for (Series series : List.of(plainFloor, plainLibrary, archivedFloor, archivedLibrary)) {
                series.add(pair.arguments());
            }
        }
        return List.of(
                new Comparison(pair.store, false, rounds, plainLibrary.median(), plainFloor.median()),
                new Comparison(pair.store, true, rounds, archivedLibrary.median(), archivedFloor.median()));
    }

    /** The processes of one program. */
    private static final class Series {

        private final Program program;
        private final List<Program.Cost> costs = new ArrayList<>();

        Series(Program program) {
            this.program = program;
        }

        void add(List<String> arguments) throws IOException, InterruptedException {
            costs.add(program.run(arguments));
        }

        Median median() {
            boolean memoryIsKnown =
                    costs.stream().allMatch(cost -> cost.peakKibibytes().isPresent());
            return new Median(
                    median(Program.Cost::nanos),
                    memoryIsKnown ? median(cost -> cost.peakKibibytes().orElseThrow()) : null);
        }

        private long median(ToLongFunction<Program.Cost> part) {
            return costs.stream()
                    .mapToLong(part)
                    .sorted()
                    .skip(costs.size() / 2)
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** Two programs that do the same, in their terms and by hand. */
    private record Pair(String store, Class<?> library, Class<?> floor, List<String> commonArguments) {

        /** For one process: on DynamoDB, each needs a key of its own. */
        List<String> arguments() {
            return Stream.concat(
                            commonArguments.stream(),
                            Stream.of(UUID.randomUUID().toString()))
                    .toList();
        }
    }
}
