package dev.idempotency.examples.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.idempotency.dynamodb.DynamoDbIdempotencyTable;
import dev.idempotency.dynamodb.DynamoDbPersistenceStore;
import dev.idempotency.dynamodb.local.DynamoDbLocal;
import dev.idempotency.error.IdempotencyKeyException;
import dev.idempotency.examples.LambdaInvocation;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** How to test a function against a real table, to be read as an example. */
class ReminderFunctionTest {

    private static final String TABLE = "reminders";

    private final DynamoDbClient client = DynamoDbClient.builder()
            .endpointOverride(DynamoDbLocal.shared().endpoint())
            .region(Region.EU_WEST_1)
            .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
            .build();
    private final Outbox outbox = new Outbox();
    private final Context context = new LambdaInvocation("reminder", Duration.ofSeconds(30));
    private final ReminderFunction function = new ReminderFunction(
            outbox,
            ReminderFunction.config(DynamoDbPersistenceStore.create(client, TABLE))
                    .build());

    @BeforeEach
    void createTable() {
        DynamoDbIdempotencyTable.createIfMissing(client, TABLE);
    }

    @AfterEach
    void deleteTable() {
        client.deleteTable(table -> table.tableName(TABLE));
        client.close();
    }

    @Test
    void eventDeliveredTwiceIsOneItemAndOneMail() {
        String first = function.handleRequest(booked("e-1"), context);
        String second = function.handleRequest(booked("e-2"), context);

        assertThat(second).isEqualTo(first);
        assertThat(items()).isEqualTo(1);
        assertThat(outbox.mails()).containsExactly("Dear ann, see you soon");
    }

    @Test
    void eventWithoutIdIsRefusedAndLeavesNothing() {
        ScheduledEvent event = EventsExample.booked("e-1", Map.of("patient", "ann"));

        assertThatExceptionOfType(IdempotencyKeyException.class)
                .isThrownBy(() -> function.handleRequest(event, context));
        assertThat(items()).isZero();
        assertThat(outbox.mails()).isEmpty();
    }

    private static ScheduledEvent booked(String eventId) {
        return EventsExample.booked(eventId, Map.of("id", "booking-42", "patient", "ann"));
    }

    private int items() {
        return client.scan(scan -> scan.tableName(TABLE).consistentRead(true)).count();
    }
}
