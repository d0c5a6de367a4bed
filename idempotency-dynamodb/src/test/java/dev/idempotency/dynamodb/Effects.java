package dev.idempotency.dynamodb;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/**
 * What the workers' function did for each key, counted in a table that outlives them.
 *
 * <p>A run is counted together with the takeover or the failure that excuses another one, in one atomic write: a worker
 * that is killed at whatever moment leaves neither an unexcused run nor one that is missing.
 */
final class Effects {

    private final DynamoDbClient client;
    private final String table;

    Effects(DynamoDbClient client, String table) {
        this.client = client;
        this.table = table;
    }

    /** The circumstances of a run. */
    record Run(boolean afterTakeover, boolean willFail, boolean afterCompletion) {}

    /** What was counted for one key. */
    record Tally(int key, int runs, int takeovers, int failures, int runsAfterCompletion, int contradictions) {

        boolean isSound() {
            return runs <= 1 + takeovers + failures && runsAfterCompletion == 0 && contradictions == 0;
        }
    }

    /**
     * Has the effect of a run.
     *
     * @return how many there have been by now
     */
    int add(int key, Run run) {
        Map<String, AttributeValue> after = client.updateItem(request -> request.tableName(table)
                        .key(id(key))
                        .updateExpression("ADD runs :one, takeovers :takeover, failures :failure, late :late")
                        .expressionAttributeValues(Map.of(
                                ":one", count(true),
                                ":takeover", count(run.afterTakeover),
                                ":failure", count(run.willFail),
                                ":late", count(run.afterCompletion)))
                        .returnValues(ReturnValue.ALL_NEW))
                .attributes();
        return number(after, "runs");
    }

    /** Notes the result that a completed record holds, which must be the same for whoever sees it. */
    void complete(int key, String result) {
        AttributeValue seen = AttributeValue.fromS(result);
        AttributeValue first = client.updateItem(request -> request.tableName(table)
                        .key(id(key))
                        .updateExpression("SET outcome = if_not_exists(outcome, :seen)")
                        .expressionAttributeValues(Map.of(":seen", seen))
                        .returnValues(ReturnValue.ALL_NEW))
                .attributes()
                .get("outcome");
        if (!seen.equals(first)) {
            client.updateItem(request -> request.tableName(table)
                    .key(id(key))
                    .updateExpression("ADD contradictions :one")
                    .expressionAttributeValues(Map.of(":one", count(true))));
        }
    }

    /** Whether someone has seen a completed record of the key. */
    boolean isComplete(int key) {
        return item(key).containsKey("outcome");
    }

    List<Tally> tallies(int keys) {
        return IntStream.range(0, keys).mapToObj(this::tally).toList();
    }

    private Tally tally(int key) {
        Map<String, AttributeValue> item = item(key);
        return new Tally(
                key,
                number(item, "runs"),
                number(item, "takeovers"),
                number(item, "failures"),
                number(item, "late"),
                number(item, "contradictions"));
    }

    private Map<String, AttributeValue> item(int key) {
        return client.getItem(request -> request.tableName(table).key(id(key)).consistentRead(true))
                .item();
    }

    private static Map<String, AttributeValue> id(int key) {
        return Map.of("id", AttributeValue.fromS("key " + key));
    }

    private static AttributeValue count(boolean once) {
        return AttributeValue.fromN(once ? "1" : "0");
    }

    private static int number(Map<String, AttributeValue> item, String attribute) {
        @Nullable AttributeValue value = item.get(attribute);
        return value == null ? 0 : Integer.parseInt(value.n());
    }
}
