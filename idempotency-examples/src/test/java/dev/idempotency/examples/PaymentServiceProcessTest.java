package dev.idempotency.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.idempotency.dynamodb.DynamoDbIdempotencyTable;
import dev.idempotency.dynamodb.local.DynamoDbLocal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The program as it is started: its exit status, and what it prints where. */
class PaymentServiceProcessTest {

    private static final long MINUTES_TO_END = 2;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {ExampleStore.MEMORY, ExampleStore.DYNAMODB_LOCAL})
    void endsByItselfAndPrintsNothingButTheStory(String store) throws Exception {
        Ended ended = run(store, Map.of());

        assertThat(ended.errors()).isEmpty();
        assertThat(ended.output()).contains("RESULT: all 6 scenarios as expected");
        assertThat(ended.status()).isZero();
    }

    @Test
    void unknownStoreIsALineOfErrorAndAStatus() throws Exception {
        Ended ended = run("redis", Map.of());

        assertThat(ended.errors().lines())
                .containsExactly("Error: unknown store \"redis\"; -Dstore is one of memory, dynamodb-local, dynamodb");
        assertThat(ended.output()).isEmpty();
        assertThat(ended.status()).isEqualTo(2);
    }

    @Test
    void awsWithoutATableNameIsALineOfErrorAndAStatus() throws Exception {
        Ended ended = run(ExampleStore.DYNAMODB, Map.of());

        assertThat(ended.errors().lines())
                .containsExactly("Error: the store dynamodb needs the environment variable IDEMPOTENCY_TABLE,"
                        + " the name of a table with a string key \"id\"");
        assertThat(ended.status()).isEqualTo(2);
    }

    @Test
    void tableInAwsMayBeUsedByOneRunAfterAnother() throws Exception {
        Map<String, String> environment = environmentWithTable("payments");

        assertThat(run(ExampleStore.DYNAMODB, environment).status()).isZero();
        assertThat(run(ExampleStore.DYNAMODB, environment)).satisfies(second -> {
            assertThat(second.errors()).isEmpty();
            assertThat(second.status()).isZero();
        });
    }

    @Test
    void missingTableInAwsIsALineOfErrorAndAStatus() throws Exception {
        Ended ended = run(ExampleStore.DYNAMODB, environmentOfAws("no-such-table"));

        assertThat(ended.errors().lines()).singleElement().asString().contains("ResourceNotFoundException");
        assertThat(ended.status()).isEqualTo(2);
    }

    private static Map<String, String> environmentWithTable(String table) {
        try (DynamoDbClient client = DynamoDbClient.builder()
                .endpointOverride(DynamoDbLocal.shared().endpoint())
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
                .build()) {
            DynamoDbIdempotencyTable.createIfMissing(client, table);
        }
        return environmentOfAws(table);
    }

    /** What the AWS SDK reads its defaults from, with DynamoDB Local in the place of AWS. */
    private static Map<String, String> environmentOfAws(String table) {
        return Map.of(
                "AWS_ENDPOINT_URL_DYNAMODB",
                DynamoDbLocal.shared().endpoint().toString(),
                "AWS_REGION",
                "eu-west-1",
                "AWS_ACCESS_KEY_ID",
                "any",
                "AWS_SECRET_ACCESS_KEY",
                "any",
                DynamoDbExampleStore.TABLE_VARIABLE,
                table);
    }

    private Ended run(String store, Map<String, String> environment) throws IOException, InterruptedException {
        Path output = directory.resolve("output.txt");
        Path errors = directory.resolve("errors.txt");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Dstore=" + store,
                        PaymentService.class.getName())
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile());
        builder.environment().remove(DynamoDbExampleStore.TABLE_VARIABLE);
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            assertThat(process.waitFor(MINUTES_TO_END, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Ended(process.exitValue(), Files.readString(output, UTF_8), Files.readString(errors, UTF_8));
    }

    private record Ended(int status, String output, String errors) {}
}
