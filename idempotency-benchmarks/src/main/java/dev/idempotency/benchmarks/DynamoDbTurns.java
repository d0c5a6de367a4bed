package dev.idempotency.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;

/**
 * The calls of {@link DynamoDbBenchmark}, library and floor in turns call by call. Their ratio is close to 1, and a
 * server's moods last longer than a call: they are then in both medians, while JMH measures one after the other.
 */
public final class DynamoDbTurns {

    private final Duration time;

    DynamoDbTurns(Duration time) {
        this.time = time;
    }

    /**
     * Medians.
     *
     * @param course of the call
     * @param pairs how many calls of each there were
     * @param libraryNanos of a call
     * @param floorNanos of its requests by hand
     */
    public record Comparison(String course, int pairs, double libraryNanos, double floorNanos) {}

    List<Comparison> compare(DynamoDbBenchmark benchmark) throws Exception {
        return List.of(
                compare("fresh", benchmark::fresh, benchmark::freshFloor),
                compare("replay", benchmark::replay, benchmark::replayFloor));
    }

    private Comparison compare(String course, Callable<?> library, Callable<?> floor) throws Exception {
        pairs(library, floor);
        List<Pair> pairs = pairs(library, floor);
        return new Comparison(
                course,
                pairs.size(),
                median(pairs.stream().mapToLong(Pair::libraryNanos)),
                median(pairs.stream().mapToLong(Pair::floorNanos)));
    }

    /** Each goes first every other time: the first may find the server at work for the second of before. */
    private List<Pair> pairs(Callable<?> library, Callable<?> floor) throws Exception {
        List<Pair> pairs = new ArrayList<>();
        long start = System.nanoTime();
        while (System.nanoTime() - start < time.toNanos()) {
            long floorFirst = nanos(floor);
            pairs.add(new Pair(nanos(library), floorFirst));
            long libraryFirst = nanos(library);
            pairs.add(new Pair(libraryFirst, nanos(floor)));
        }
        return pairs;
    }

    private static long nanos(Callable<?> call) throws Exception {
        long start = System.nanoTime();
        Object result = call.call();
        long nanos = System.nanoTime() - start;
        if (result == null) {
            throw new IllegalStateException("a call without a result");
        }
        return nanos;
    }

    private static double median(LongStream values) {
        long[] sorted = values.sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private record Pair(long libraryNanos, long floorNanos) {}
}
