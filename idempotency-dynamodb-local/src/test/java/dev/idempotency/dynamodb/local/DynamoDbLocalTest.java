package dev.idempotency.dynamodb.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class DynamoDbLocalTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Test
    void startedInstanceAnswersWithoutTables() throws Exception {
        try (DynamoDbLocal local = DynamoDbLocal.start()) {
            HttpResponse<String> answer = call(local, "eu-west-1", "ListTables", "{}");

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("{\"TableNames\":[]}");
        }
    }

    @Test
    void tablesAreSeenFromEveryRegion() throws Exception {
        try (DynamoDbLocal local = DynamoDbLocal.start()) {
            HttpResponse<String> created = call(local, "eu-west-1", "CreateTable", """
                    {"TableName": "Orders", "BillingMode": "PAY_PER_REQUEST",
                     "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}],
                     "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}]}""");
            assertThat(created.statusCode()).as(created.body()).isEqualTo(200);

            assertThat(call(local, "us-west-2", "ListTables", "{}").body()).isEqualTo("{\"TableNames\":[\"Orders\"]}");
        }
    }

    @Test
    void instancesRunSideBySideOnPortsOfTheLoopbackAddress() throws Exception {
        try (DynamoDbLocal one = DynamoDbLocal.start();
                DynamoDbLocal other = DynamoDbLocal.start()) {
            assertThat(one.endpoint()).isNotEqualTo(other.endpoint()).hasHost("127.0.0.1");
            assertThat(call(one, "eu-west-1", "ListTables", "{}").statusCode()).isEqualTo(200);
            assertThat(call(other, "eu-west-1", "ListTables", "{}").statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void closingEndsTheProcessAndRemovesItsFilesAndMayBeRepeated() {
        DynamoDbLocal local = DynamoDbLocal.start();
        assertThat(local.process().isAlive()).isTrue();
        assertThat(local.process().directory().root()).isNotEmptyDirectory();

        local.close();
        local.close();

        assertThat(local.process().isAlive()).isFalse();
        assertThat(local.process().directory().root()).doesNotExist();
        assertThatThrownBy(() -> call(local, "eu-west-1", "ListTables", "{}")).isInstanceOf(ConnectException.class);
    }

    @Test
    void closingUnderInterruptEndsTheProcessAndKeepsTheInterrupt() {
        DynamoDbLocal local = DynamoDbLocal.start();
        Thread.currentThread().interrupt();

        local.close();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(local.process().isAlive()).isFalse();
    }

    @Test
    void sharedInstanceIsTheSameForEveryCallerUntilItEnds() throws Exception {
        DynamoDbLocal first = DynamoDbLocal.shared();
        assertThat(DynamoDbLocal.shared()).isSameAs(first);

        first.close();

        assertThat(DynamoDbLocal.shared()).isNotSameAs(first);
        assertThat(call(DynamoDbLocal.shared(), "eu-west-1", "ListTables", "{}").statusCode())
                .isEqualTo(200);
    }

    @Test
    void processThatEndsEarlyIsReportedWithItsOutput() {
        ServerCommand command = new ServerCommand("nowhere", "no.such.Server");

        assertThatThrownBy(() -> DynamoDbLocal.start(command, LIMIT))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ended with exit status 1 before it answered")
                .hasMessageContaining("no.such.Server");
    }

    @Test
    void processThatCannotBeCreatedIsReported() {
        ServerCommand command = new ServerCommand("longer than any system takes".repeat(200_000), "no.such.Server");

        assertThatThrownBy(() -> DynamoDbLocal.start(command, LIMIT)).isInstanceOf(IOException.class);
    }

    @Test
    void serverThatFailsToStartIsReportedWithItsReason() throws Exception {
        String classPath = ServerCommand.ofDynamoDbLocal().classPath();
        String withoutLibraries = classPath.substring(0, classPath.indexOf(File.pathSeparator));
        ServerCommand command = new ServerCommand(withoutLibraries, LocalServer.class.getName());

        assertThatThrownBy(() -> DynamoDbLocal.start(command, LIMIT))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ended with exit status 1 before it answered")
                .hasMessageContaining("java.lang.NoClassDefFoundError");
    }

    @Test
    void processThatDoesNotAnswerInTimeIsReportedWithItsOutputAndEnded() {
        Set<Long> before = children();

        assertThatThrownBy(() -> DynamoDbLocal.start(silentServer(), Duration.ofSeconds(2)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("did not answer within 2000 ms")
                .hasMessageContaining("hanging in ");

        assertThat(children()).isEqualTo(before);
    }

    @Test
    void interruptedStartEndsTheProcessAndKeepsTheInterrupt() {
        Set<Long> before = children();
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> DynamoDbLocal.start(silentServer(), LIMIT)).isInstanceOf(IllegalStateException.class);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(children()).isEqualTo(before);
    }

    private static ServerCommand silentServer() {
        return new ServerCommand(System.getProperty("java.class.path"), SilentServer.class.getName());
    }

    private static Set<Long> children() {
        return ProcessHandle.current().children().map(ProcessHandle::pid).collect(Collectors.toSet());
    }

    private static HttpResponse<String> call(DynamoDbLocal local, String region, String operation, String body)
            throws IOException, InterruptedException {
        URI endpoint = local.endpoint();
        HttpRequest request = HttpRequest.newBuilder(endpoint)
                .timeout(LIMIT)
                .header("Content-Type", "application/x-amz-json-1.0")
                .header("X-Amz-Target", "DynamoDB_20120810." + operation)
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=any/20120810/" + region
                                + "/dynamodb/aws4_request, SignedHeaders=host, Signature=0")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
