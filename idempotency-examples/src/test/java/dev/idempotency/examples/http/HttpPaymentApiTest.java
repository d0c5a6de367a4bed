package dev.idempotency.examples.http;

import static dev.idempotency.examples.http.PaymentClient.TEAPOT;
import static dev.idempotency.examples.http.PaymentClient.newKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.idempotency.examples.CardNetwork;
import dev.idempotency.examples.ExampleStore;
import dev.idempotency.persistence.IdempotencyRecord;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules of the API one by one, over real HTTP, on each store. */
@ParameterizedClass
@MethodSource("stores")
class HttpPaymentApiTest {

    private static final String CHEAPER_TEAPOT = "{\"item\": \"Teapot\", \"cents\": 480}";

    private final ExampleStore store;
    private final CardNetwork network = new CardNetwork();
    private final PaymentServer server;
    private final PaymentClient client;
    private final String key = newKey();

    HttpPaymentApiTest(ExampleStore store) throws IOException {
        this.store = store;
        ServerOptions options = new ServerOptions(0, "given", Duration.ofHours(24), Duration.ZERO);
        this.server = PaymentServer.start(options, store, network);
        this.client = new PaymentClient(server.uri());
    }

    static Stream<Named<ExampleStore>> stores() {
        return Stream.of(ExampleStore.MEMORY, ExampleStore.DYNAMODB_LOCAL)
                .map(name -> Named.of(name, ExampleStore.open(name, Map.of())));
    }

    @AfterEach
    void closeServer() {
        server.close();
    }

    @Test
    void firstRequestChargesAndIsNotMarked() throws Exception {
        HttpResponse<String> response = client.pay(key, TEAPOT);

        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(response.body()).isEqualTo("{\"id\":1,\"item\":\"Teapot\",\"cents\":4800}");
        assertThat(response.headers().firstValue("Location")).hasValue("/payments/1");
        assertThat(response.headers().firstValue("Idempotency-Replayed")).isEmpty();
        assertThat(network.charges()).isEqualTo(1);
    }

    @Test
    void duplicateGetsTheFirstResponseMarkedAsReplay() throws Exception {
        HttpResponse<String> first = client.pay(key, TEAPOT);
        HttpResponse<String> second = client.pay(key, TEAPOT);

        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.headers().firstValue("Location"))
                .isEqualTo(first.headers().firstValue("Location"));
        assertThat(second.headers().firstValue("ETag"))
                .isEqualTo(first.headers().firstValue("ETag"));
        assertThat(second.headers().firstValue("Idempotency-Replayed")).hasValue("true");
        assertThat(network.charges()).isEqualTo(1);
    }

    @Test
    void bodyWrittenInAnotherWayIsTheSameBody() throws Exception {
        client.pay(key, TEAPOT);

        assertReplayed(client.pay(key, "{\"cents\":4800,\"item\":\"\\u0054eapot\"}"));
    }

    @Test
    void newKeyIsANewPayment() throws Exception {
        client.pay(key, TEAPOT);
        client.pay(newKey(), TEAPOT);

        assertThat(network.charges()).isEqualTo(2);
    }

    @Test
    void headerIsFoundInAnyCase() throws Exception {
        client.send(client.paymentWithoutKey(TEAPOT).header("IDEMPOTENCY-KEY", key));

        assertReplayed(client.send(client.paymentWithoutKey(TEAPOT).header("idempotency-key", key)));
    }

    @Test
    void bareKeyIsTheSameAsTheQuotedOne() throws Exception {
        client.pay(key, TEAPOT);

        assertReplayed(client.pay(key.replace("\"", ""), TEAPOT));
    }

    @Test
    void missingKeyIsAnswered400() throws Exception {
        assertProblem(client.send(client.paymentWithoutKey(TEAPOT)), 400, "Idempotency-Key is missing");
        assertProblem(client.pay("\"\"", TEAPOT), 400, "Idempotency-Key is missing");
        assertThat(network.ledger()).isEmpty();
    }

    @Test
    void keySentTwiceIsAnswered400() throws Exception {
        HttpResponse<String> response = client.send(client.payment(key, TEAPOT).header("Idempotency-Key", newKey()));

        assertProblem(response, 400, "Idempotency-Key is malformed");
        assertThat(network.ledger()).isEmpty();
    }

    @Test
    void keyReusedWithAnotherBodyIsAnswered422WithoutTheResponse() throws Exception {
        client.pay(key, TEAPOT);
        HttpResponse<String> response = client.pay(key, CHEAPER_TEAPOT);

        assertProblem(response, 422, "Idempotency-Key is already used");
        assertThat(response.body()).doesNotContain("4800");
        assertThat(network.charges()).isEqualTo(1);
    }

    @Test
    void duplicateOfARunningRequestIsAnswered409WithRetryAfter() throws Exception {
        CountDownLatch networkAnswers = network.holdBackNextAnswer();
        CompletableFuture<HttpResponse<String>> first = client.payAsync(key, TEAPOT);
        try {
            Await.until("the charge has begun", () -> !network.ledger().isEmpty());

            HttpResponse<String> second = client.pay(key, TEAPOT);
            assertProblem(second, 409, "A request is outstanding for this Idempotency-Key");
            assertThat(second.headers().firstValueAsLong("Retry-After")).hasValue(1);
            assertProblem(client.pay(key, CHEAPER_TEAPOT), 422, "Idempotency-Key is already used");
        } finally {
            networkAnswers.countDown();
        }

        assertThat(first.join().statusCode()).isEqualTo(201);
        assertReplayed(client.pay(key, TEAPOT));
    }

    @Test
    void accountNeverGetsTheResponseOfAnother() throws Exception {
        HttpResponse<String> ann = client.pay(key, TEAPOT);
        HttpResponse<String> bob =
                client.send(client.payment(key, TEAPOT).setHeader("Authorization", "Bearer token-of-bob"));

        assertThat(bob.headers().firstValue("Idempotency-Replayed")).isEmpty();
        assertThat(bob.body()).isNotEqualTo(ann.body());
        assertThat(network.ledger()).extracting(CardNetwork.Entry::card).containsExactly("ann", "bob");
        assertProblem(client.get("/payments/2"), 404, "No such payment");
    }

    @Test
    void unknownCallerIsAnswered401() throws Exception {
        HttpResponse<String> response =
                client.send(client.payment(key, TEAPOT).setHeader("Authorization", "Bearer guessed"));

        assertProblem(response, 401, "Unknown caller");
        assertThat(response.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
    }

    @Test
    void declinedCardIsAnAnswerAndReplayed() throws Exception {
        network.declineNext();
        assertProblem(client.pay(key, TEAPOT), 402, "Card declined");

        HttpResponse<String> second = client.pay(key, TEAPOT);
        assertProblem(second, 402, "Card declined");
        assertThat(second.headers().firstValue("Idempotency-Replayed")).hasValue("true");
        assertThat(network.ledger()).hasSize(1);
    }

    @Test
    void whatIsNoPaymentIsRefusedAndMayBeMendedUnderTheSameKey() throws Exception {
        assertProblem(client.pay(key, "{\"item\": \"Teapot\"}"), 400, "This is no payment");
        assertProblem(client.pay(key, "{\"item\": \" \", \"cents\": 1}"), 400, "This is no payment");
        assertProblem(client.pay(key, "{\"item\": "), 400, "This is no payment");
        assertProblem(client.pay(key, "{\"item\": \"\\ud800\", \"cents\": 1}"), 400, "This is no payment");
        assertProblem(client.pay(key, TEAPOT + " ".repeat(20_000)), 413, "Content too large");
        assertProblem(
                client.send(client.payment(key, TEAPOT).setHeader("Content-Type", "text/plain")),
                415,
                "Unsupported media type");

        assertThat(client.pay(key, TEAPOT).statusCode()).isEqualTo(201);
    }

    @Test
    void lostResponseIsReplayedToTheRetry() throws Exception {
        assertThatThrownBy(() -> client.send(client.payment(key, TEAPOT).header("Simulate-Response-Loss", "true")))
                .isInstanceOf(IOException.class);

        assertReplayed(client.pay(key, TEAPOT));
    }

    @Test
    void paymentIsReadAgainOnlyIfItsTagIsUnknown() throws Exception {
        String tag = client.pay(key, TEAPOT).headers().firstValue("ETag").orElseThrow();
        int records = store.records().size();

        HttpResponse<String> known = client.get("/payments/1", "If-None-Match", "\"other\", W/" + tag);
        assertThat(known.statusCode()).isEqualTo(304);
        assertThat(known.body()).isEmpty();
        assertThat(known.headers().firstValue("ETag")).hasValue(tag);

        HttpResponse<String> unknown = client.get("/payments/1", "If-None-Match", "\"other\"");
        assertThat(unknown.statusCode()).isEqualTo(200);
        assertThat(unknown.body()).isEqualTo("{\"id\":1,\"item\":\"Teapot\",\"cents\":4800}");
        assertThat(store.records()).hasSize(records);
    }

    @Test
    void conditionOfAReadIsNoPartOfWhatIsRecorded() throws Exception {
        String tag = client.pay(key, TEAPOT).headers().firstValue("ETag").orElseThrow();

        assertReplayed(client.send(client.payment(key, TEAPOT).header("If-None-Match", tag)));
    }

    @Test
    void listOfPaymentsChangesItsTagWithANewPayment() throws Exception {
        String before = client.get("/payments").headers().firstValue("ETag").orElseThrow();
        client.pay(key, TEAPOT);

        HttpResponse<String> after = client.get("/payments", "If-None-Match", before);
        assertThat(after.statusCode()).isEqualTo(200);
        assertThat(after.body()).isEqualTo("[{\"id\":1,\"item\":\"Teapot\",\"cents\":4800}]");
    }

    @Test
    void preflightAllowsTheHeadersOfAPayment() throws Exception {
        HttpResponse<String> response = client.send(client.request("/payments")
                .method("OPTIONS", BodyPublishers.noBody())
                .header("Origin", "https://shop.example")
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "authorization,idempotency-key"));

        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
        assertThat(response.headers().firstValue("Access-Control-Allow-Methods"))
                .hasValue("GET, POST");
        assertThat(response.headers().firstValue("Access-Control-Allow-Headers").orElse(""))
                .contains("Authorization", "Content-Type", "Idempotency-Key", "If-None-Match");
    }

    @Test
    void scriptsOfOtherOriginsMayReadTheTagAndTheMark() throws Exception {
        assertThat(client.pay(key, TEAPOT)
                        .headers()
                        .firstValue("Access-Control-Expose-Headers")
                        .orElse(""))
                .contains("ETag", "Idempotency-Replayed", "Retry-After", "Location");
    }

    @Test
    void otherMethodsAreAnswered405() throws Exception {
        HttpResponse<String> list = client.send(client.request("/payments").DELETE());
        HttpResponse<String> one = client.send(client.request("/payments/1").DELETE());

        assertProblem(list, 405, "Method not allowed");
        assertThat(list.headers().firstValue("Allow")).hasValue("GET, POST");
        assertThat(one.headers().firstValue("Allow")).hasValue("GET");
    }

    @Test
    void recordIsKeptFor24HoursAndHoldsNeitherKeyNorAccount() throws Exception {
        client.pay(key, TEAPOT);

        assertThat(store.records())
                .allSatisfy(record -> assertThat(keptFor(record))
                        .isBetween(Duration.ofHours(24), Duration.ofHours(24).plusSeconds(1)))
                .extracting(IdempotencyRecord::key)
                .allSatisfy(stored -> assertThat(stored).startsWith("pay#").doesNotContain("ann"));
    }

    private static Duration keptFor(IdempotencyRecord record) {
        return Duration.between(Objects.requireNonNull(record.completedAt()), record.expiresAt());
    }

    private void assertReplayed(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(response.headers().firstValue("Idempotency-Replayed")).hasValue("true");
        assertThat(network.charges()).isEqualTo(1);
    }

    private static void assertProblem(HttpResponse<String> response, int status, String title) throws IOException {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        JsonNode problem = new ObjectMapper().readTree(response.body());
        assertThat(problem.path("status").intValue()).isEqualTo(status);
        assertThat(problem.path("title").textValue()).isEqualTo(title);
        assertThat(problem.path("type").textValue()).isNotBlank();
        assertThat(problem.path("detail").textValue()).isNotBlank();
    }
}
