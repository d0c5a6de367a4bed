package dev.idempotency.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.KinesisEvent;
import com.amazonaws.services.lambda.runtime.events.S3Event;
import com.amazonaws.services.lambda.runtime.events.SNSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.idempotency.Idempotency;
import dev.idempotency.IdempotencyConfig;
import dev.idempotency.key.JsonText;
import dev.idempotency.persistence.InMemoryPersistenceStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of docs/lambda.md: each key expression, on the sample of its event, gives what the table says. */
class EventKeysTest {

    private static final Path PAGE = Path.of(System.getProperty("basedir", ""))
            .toAbsolutePath()
            .resolveSibling("docs")
            .resolve("lambda.md");
    private static final Pattern ROW = Pattern.compile("\\| ([^|`]+) \\| `(\\w+)` \\| `([^`]+)` \\| `([^`]+)` \\|");

    record Row(String event, String payload, String key, String example) {}

    @ParameterizedTest
    @MethodSource("rows")
    @Tag("K1")
    @DisplayName("K1: the key covers the slice that the table's expression selects, and nothing else")
    void keyIsThatOfTheExample(Row row) {
        assertThat(keyOf(
                        payload(row.payload()), IdempotentLambda.config(store()).eventKeyJmesPath(row.key())))
                .isEqualTo(keyOf(new JsonText(row.example()), IdempotentLambda.config(store())))
                .isPresent();
    }

    @Test
    void everySampleIsInTheTable() throws IOException {
        Set<Class<?>> events =
                rows().map(row -> sample(row.payload()).event().getClass()).collect(Collectors.toSet());

        assertThat(events)
                .containsExactlyInAnyOrderElementsOf(Stream.of(Sample.values())
                        .map(sample -> sample.event().getClass())
                        .collect(Collectors.toSet()));
    }

    static Stream<Row> rows() throws IOException {
        return ROW.matcher(Files.readString(PAGE))
                .results()
                .map(row -> new Row(row.group(1), row.group(2), row.group(3), row.group(4)));
    }

    /** The event itself, or its first record. */
    private static Object payload(String type) {
        return switch (type) {
            case "SQSMessage" -> Sample.SQS.event(SQSEvent.class).getRecords().get(0);
            case "SNSRecord" -> Sample.SNS.event(SNSEvent.class).getRecords().get(0);
            case "KinesisEventRecord" ->
                Sample.KINESIS.event(KinesisEvent.class).getRecords().get(0);
            case "DynamodbStreamRecord" ->
                Sample.DYNAMODB.event(DynamodbEvent.class).getRecords().get(0);
            case "S3EventNotificationRecord" ->
                Sample.S3.event(S3Event.class).getRecords().get(0);
            default -> sample(type).event();
        };
    }

    private static Sample sample(String type) {
        return switch (type) {
            case "APIGatewayProxyRequestEvent" -> Sample.API_GATEWAY_REST;
            case "APIGatewayV2HTTPEvent" -> Sample.API_GATEWAY_HTTP;
            case "ScheduledEvent" -> Sample.EVENT_BRIDGE;
            case "SQSEvent", "SQSMessage" -> Sample.SQS;
            case "SNSEvent", "SNSRecord" -> Sample.SNS;
            case "KinesisEvent", "KinesisEventRecord" -> Sample.KINESIS;
            case "DynamodbEvent", "DynamodbStreamRecord" -> Sample.DYNAMODB;
            case "S3Event", "S3EventNotificationRecord" -> Sample.S3;
            default -> throw new AssertionError("no sample for " + type);
        };
    }

    private static Optional<String> keyOf(Object payload, IdempotencyConfig.Builder config) {
        return Idempotency.with(config.build()).operation("any", String.class).keyOf(payload);
    }

    private static InMemoryPersistenceStore store() {
        return new InMemoryPersistenceStore();
    }
}
