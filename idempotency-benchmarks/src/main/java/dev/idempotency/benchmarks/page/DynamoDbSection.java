package dev.idempotency.benchmarks.page;

import dev.idempotency.benchmarks.DynamoDbTurns;
import dev.idempotency.benchmarks.RequestsPerCall;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What a call on DynamoDB costs. */
record DynamoDbSection(Measurements measured, Charts charts) {

    private static final double TARGET = 1.05;

    String text() throws IOException {
        Table table =
                new Table("course", "time", "requests alone", "ratio", "target", "bytes", "requests alone", "ratio");
        List<BarChart.Pair> bars = new ArrayList<>();
        List<String> pairs = new ArrayList<>();
        for (DynamoDbTurns.Comparison turns : measured.dynamoDbTurns()) {
            double bytes = measured.dynamoDb().bytes("DynamoDbBenchmark." + turns.course());
            double floorBytes = measured.dynamoDb().bytes("DynamoDbBenchmark." + turns.course() + "Floor");
            table.row(
                    turns.course(),
                    Figures.time(turns.libraryNanos()),
                    Figures.time(turns.floorNanos()),
                    Figures.ratio(turns.libraryNanos() / turns.floorNanos(), TARGET),
                    Figures.ratio(TARGET),
                    Figures.bytes(bytes),
                    Figures.bytes(floorBytes),
                    Figures.ratio(bytes / floorBytes));
            bars.add(new BarChart.Pair(turns.course(), turns.libraryNanos(), turns.floorNanos()));
            pairs.add(Figures.count(turns.pairs()) + ' ' + turns.course());
        }
        return """

                ## Calls on DynamoDB

                On DynamoDB Local, beside the requests alone: made by hand with the AWS SDK and the same expressions, the
                response written and read with Jackson. Library and floor take turns call by call; the times are medians of
                """
                + String.join(" and ", pairs) + " calls of each. The bytes are JMH's.\n\n" + table + '\n'
                + charts.add("dynamodb", new BarChart("A call on DynamoDB Local", bars)) + '\n' + requests();
    }

    private String requests() {
        RequestsPerCall requests = measured.dynamoDbRequests();
        Table table = new Table("HTTP requests to DynamoDB", "counted", "target");
        requestRow(table, "fresh", requests.fresh(), 2);
        requestRow(table, "replay", requests.replay(), 1);
        requestRow(table, "replay from the local cache", requests.cached(), 0);
        return table.toString();
    }

    private static void requestRow(Table table, String course, int requests, int target) {
        table.row(course, requests > target ? "**" + requests + "**" : "" + requests, "" + target);
    }
}
