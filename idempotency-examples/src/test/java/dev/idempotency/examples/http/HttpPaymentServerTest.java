package dev.idempotency.examples.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.idempotency.examples.CardNetwork;
import dev.idempotency.examples.ExampleStore;
import dev.idempotency.persistence.IdempotencyRecord;
import dev.idempotency.persistence.PersistenceStore;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The server as it is started, what it serves beside the API, and what it does without its store. */
class HttpPaymentServerTest {

    private static final ServerOptions OPTIONS = new ServerOptions(0, "given", Duration.ofHours(24), Duration.ZERO);

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

    @Test
    void startsWithoutOptionsButAPortAndSaysWhereThePageIs() throws Exception {
        try (PaymentServer server = Objects.requireNonNull(run(Map.of("port", "0"), Map.of()))) {
            assertThat(output.toString(UTF_8)).contains("for PT24H").contains("Press Pay: " + server.uri());
            assertThat(new PaymentClient(server.uri()).get("/").body()).startsWith("<!DOCTYPE html>");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "port         | 65536 | port is 65536; allowed: 0 to 65535, 0 for any free one",
                "port         | http  | port is http; allowed: 0 to 65535, 0 for any free one",
                "expiresAfter | 24h   | expiresAfter is 24h; allowed: durations as ISO 8601 writes them, such as PT24H or PT0.7S",
                "expiresAfter | -PT1H | expiresAfter is -PT1H; allowed: durations as ISO 8601 writes them, such as PT24H or PT0.7S",
                "expiresAfter | PT0S  | expiresAfter is PT0S; allowed: durations from PT0.000000001S to PT87600H",
                "expiresAfter | P4000D| expiresAfter is PT96000H; allowed: durations from PT0.000000001S to PT87600H",
                "cardTime     | slow  | cardTime is slow; allowed: durations as ISO 8601 writes them, such as PT24H or PT0.7S",
                "store        | redis | unknown store \"redis\"; -Dstore is one of memory, dynamodb-local, dynamodb",
            })
    void wrongValueEndsTheStartWithALineThatSaysWhatIsAllowed(String property, String value, String message) {
        assertThat(run(Map.of(property, value), Map.of())).isNull();
        assertThat(errors.toString(UTF_8).lines()).containsExactly("Error: " + message);
        assertThat(output.toString(UTF_8)).isEmpty();
    }

    @Test
    void wrongExpiryInTheEnvironmentEndsTheStartToo() {
        assertThat(run(Map.of(), Map.of(ServerOptions.EXPIRES_AFTER_VARIABLE, "tomorrow")))
                .isNull();
        assertThat(errors.toString(UTF_8)).startsWith("Error: expiresAfter is tomorrow; allowed: ");
    }

    @Test
    void portInUseEndsTheStart() throws Exception {
        try (ExampleStore store = ExampleStore.open(ExampleStore.MEMORY, Map.of());
                PaymentServer first = PaymentServer.start(OPTIONS, store, new CardNetwork())) {
            String port = Integer.toString(first.uri().getPort());

            assertThat(run(Map.of("port", port), Map.of())).isNull();
            assertThat(errors.toString(UTF_8)).contains("port " + port + " is in use; -Dport=0 takes any free one");
        }
    }

    @Test
    void pageLoadsNothingFromElsewhere() throws Exception {
        try (PaymentServer server = start(ExampleStore.inMemory())) {
            HttpResponse<String> page = new PaymentClient(server.uri()).get("/");

            assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                    .startsWith("default-src 'none'; connect-src 'self';");
            assertThat(page.body()).doesNotContainPattern("(src|href)=\"(https?:)?//");
            assertThat(new PaymentClient(server.uri()).get("/favicon.ico").statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void everyTypeOfProblemIsExplainedOnThePage() throws Exception {
        try (PaymentServer server = start(ExampleStore.inMemory())) {
            String page = new PaymentClient(server.uri()).get("/").body();

            assertThat(Stream.of(
                                    Problem.keyMissing(),
                                    Problem.keyMalformed("any"),
                                    Problem.keyReused(),
                                    Problem.stillRunning())
                            .map(Problem::type))
                    .allSatisfy(type -> assertThat(page).contains("id=\"" + type.substring("/#".length()) + "\""));
        }
    }

    @Test
    void eventsTellOfACallWhenItBeginsAndWhenItEnds() throws Exception {
        try (PaymentServer server = start(ExampleStore.inMemory())) {
            PaymentClient client = new PaymentClient(server.uri());
            client.pay("\"one\"", PaymentClient.TEAPOT);
            client.pay("\"one\"", PaymentClient.TEAPOT);

            assertThat(events(client, 4, "0"))
                    .satisfiesExactly(
                            began -> assertThat(began)
                                    .contains("\"outcome\":\"RUNNING\"")
                                    .contains("\"key\":\"\\\"one\\\"\""),
                            ran -> assertThat(ran)
                                    .contains("\"outcome\":\"RAN\",\"status\":201,\"lost\":false,\"charges\":1"),
                            began -> assertThat(began).contains("\"outcome\":\"RUNNING\""),
                            replayed -> assertThat(replayed).contains("\"outcome\":\"REPLAYED\",\"status\":201"));
            assertThat(events(client, 1, "3")).first().asString().contains("\"number\":4");
            assertThat(events(client, 4, "900")).first().asString().contains("\"number\":1");
        }
    }

    @Test
    void storeThatIsDownIsAnswered503AndNothingIsCharged() throws Exception {
        CardNetwork network = new CardNetwork();
        try (PaymentServer server = PaymentServer.start(OPTIONS, new StoreThatIsDown(), network)) {
            HttpResponse<String> response =
                    new PaymentClient(server.uri()).pay(PaymentClient.newKey(), PaymentClient.TEAPOT);

            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.headers().firstValueAsLong("Retry-After")).hasValue(5);
            assertThat(network.ledger()).isEmpty();
        }
    }

    private static List<String> events(PaymentClient client, int count, String lastEventId) throws Exception {
        HttpResponse<Stream<String>> response = HttpClient.newHttpClient()
                .send(
                        client.request("/events")
                                .header("Last-Event-ID", lastEventId)
                                .build(),
                        BodyHandlers.ofLines());
        try (Stream<String> lines = response.body()) {
            return lines.filter(line -> line.startsWith("data: ")).limit(count).toList();
        }
    }

    private static PaymentServer start(ExampleStore store) throws Exception {
        return PaymentServer.start(OPTIONS, store, new CardNetwork());
    }

    private @Nullable PaymentServer run(Map<String, String> properties, Map<String, String> environment) {
        return PaymentServer.run(
                properties, environment, new PrintStream(output, true, UTF_8), new PrintStream(errors, true, UTF_8));
    }

    /** Every call of the store fails. */
    private static final class StoreThatIsDown implements ExampleStore {

        @Override
        public PersistenceStore store() {
            return (PersistenceStore) Proxy.newProxyInstance(
                    PersistenceStore.class.getClassLoader(),
                    new Class<?>[] {PersistenceStore.class},
                    (proxy, method, arguments) -> {
                        throw new IllegalStateException("the store is down");
                    });
        }

        @Override
        public List<IdempotencyRecord> records() {
            return List.of();
        }

        @Override
        public String keyPrefix() {
            return "";
        }

        @Override
        public String description() {
            return "nowhere";
        }

        @Override
        public void close() {}
    }
}
