package dev.idempotency.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.idempotency.FailureAction;
import dev.idempotency.Idempotency;
import dev.idempotency.IdempotencyConfig;
import dev.idempotency.IdempotentOperation;
import dev.idempotency.error.IdempotencyRecordedFailureException;
import dev.idempotency.error.IdempotencyResponseException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class LongResponseTest {

    private final String table = Dynamo.newTable();
    private final AtomicInteger runs = new AtomicInteger();

    @Test
    @Tag("R4")
    void responseThatIsTooLongForAnItemIsZippedAndReplayed() {
        IdempotentOperation<String> report = operation();
        String twoMegabytes = "line of a report\n".repeat(1 << 17);

        assertThat(report.call("r", () -> run(twoMegabytes))).isEqualTo(twoMegabytes);
        assertThat(report.call("r", () -> run("again"))).isEqualTo(twoMegabytes);

        assertThat(runs).hasValue(1);
        assertThat(onlyItem()).containsKey("data_gzip").doesNotContainKey("data");
    }

    @Test
    @Tag("R4")
    void responseThatIsTooLongEvenZippedGoesToItsFirstCallerOnly() {
        IdempotentOperation<String> report = operation();
        String noise = noise(500 * 1024);

        assertThat(report.call("r", () -> run(noise))).isEqualTo(noise);
        assertThatExceptionOfType(IdempotencyResponseException.class)
                .isThrownBy(() -> report.call("r", () -> run("again")))
                .withMessageContaining("not recorded");

        assertThat(runs).hasValue(1);
        assertThat(onlyItem())
                .containsEntry("status", AttributeValue.fromS("COMPLETED"))
                .doesNotContainKeys("data", "data_gzip");
    }

    @Test
    @Tag("R4")
    void longestResponseThatIsNotZippedFitsIntoAnItem() {
        IdempotentOperation<String> report = operation();
        String noise = noise(285 * 1024);

        assertThat(report.call("r", () -> run(noise))).isEqualTo(noise);
        assertThat(report.call("r", () -> run("again"))).isEqualTo(noise);

        assertThat(onlyItem()).containsKey("data").doesNotContainKey("data_gzip");
    }

    @Test
    void recordedFailureIsReplayed() {
        IdempotentOperation<String> report = Idempotency.with(
                        config().failurePolicy(failure -> FailureAction.RECORD).build())
                .operation("report", String.class);

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> report.call("r", () -> {
                    throw new IllegalStateException("declined");
                }));
        assertThatExceptionOfType(IdempotencyRecordedFailureException.class)
                .isThrownBy(() -> report.call("r", () -> run("again")))
                .withCauseInstanceOf(IllegalStateException.class)
                .havingCause()
                .withMessage("declined");

        assertThat(runs).hasValue(0);
        assertThat(onlyItem()).hasEntrySatisfying("failure", failure -> assertThat(failure.s())
                .contains("java.lang.IllegalStateException"));
    }

    private Map<String, AttributeValue> onlyItem() {
        List<Map<String, AttributeValue>> items = Dynamo.CLIENT
                .scan(request -> request.tableName(table).consistentRead(true))
                .items();
        assertThat(items).hasSize(1);
        return items.get(0);
    }

    private String run(String result) {
        runs.incrementAndGet();
        return result;
    }

    private IdempotentOperation<String> operation() {
        return Idempotency.with(config().build()).operation("report", String.class);
    }

    private IdempotencyConfig.Builder config() {
        return IdempotencyConfig.builder(DynamoDbPersistenceStore.create(Dynamo.CLIENT, table));
    }

    /** Text that zipping does not shorten below the given number of bytes. */
    private static String noise(int bytes) {
        byte[] random = new byte[bytes];
        long seed = 20260301;
        System.out.println("noise of seed " + seed);
        new Random(seed).nextBytes(random);
        return Base64.getEncoder().encodeToString(random);
    }
}
