package dev.idempotency.examples;

import dev.idempotency.error.IdempotencyPersistenceException;
import dev.idempotency.examples.Answer.Kind;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Plays a payment service whose clients retry, race and cheat, and shows that every order is charged once.
 *
 * <p>The system property {@code store} chooses where records are kept: {@code memory} (the default),
 * {@code dynamodb-local}, which starts and ends a DynamoDB Local, or {@code dynamodb}, the table in AWS that the
 * environment variable {@code IDEMPOTENCY_TABLE} names. The exit status is 0 if everything came out as expected, 1 if
 * anything differs, and 2 if the story could not be played.
 */
public final class PaymentService {

    private final ExampleStore store;
    private final Instant start;
    private final HandDrivenClock clock;
    private final Narrator narrator;
    private final CardNetwork network = new CardNetwork();
    private final Client client;
    private final List<Scenario> played = new ArrayList<>();

    PaymentService(ExampleStore store, Instant start, PrintStream out) {
        this.store = store;
        this.start = start;
        this.clock = new HandDrivenClock(start);
        this.narrator = new Narrator(out);
        this.client = new Client(new PaymentHandler(
                new Payments(network),
                PaymentHandler.config(store.store())
                        .clock(clock)
                        .keyPrefix(store.keyPrefix())
                        .build()));
    }

    public static void main(String[] args) {
        int status = run(System.getProperty("store", ExampleStore.MEMORY), System.getenv(), System.out, System.err);
        if (status != 0) {
            System.exit(status);
        }
    }

    static int run(String storeName, Map<String, String> environment, PrintStream out, PrintStream err) {
        try (ExampleStore store = ExampleStore.open(storeName, environment)) {
            Instant start = Instant.now().truncatedTo(ChronoUnit.MINUTES);
            return new PaymentService(store, start, out).play() ? 0 : 1;
        } catch (IdempotencyPersistenceException e) {
            err.println("Error: " + e.getMessage() + ": " + e.getCause());
        } catch (IllegalArgumentException | SdkException e) {
            err.println("Error: " + e.getMessage());
        }
        return 2;
    }

    /** Plays all scenarios; they build on each other. Tells whether all came out as expected. */
    boolean play() {
        introduce();
        scenario("A first call charges", this::firstCall, Kind.CHARGED);
        scenario("A client's retry is answered from the record", this::retry, Kind.REPLAYED);
        scenario(
                "Two concurrent duplicates charge once",
                this::concurrentDuplicates,
                Kind.IN_PROGRESS,
                Kind.CHARGED,
                Kind.REPLAYED);
        scenario("A tampered payload is refused", this::tamperedPayload, Kind.TAMPERED);
        scenario("A failed charge can be retried", this::failedCharge, Kind.DECLINED, Kind.CHARGED);
        scenario("After an hour the record has expired, and the call runs again", this::expiredRecord, Kind.CHARGED);
        Summary summary = new Summary(played, network.ledger());
        narrator.sumUp(summary);
        return summary.isAsExpected();
    }

    private void introduce() {
        narrator.headline("PAYMENT SERVICE: every order is charged once, however often it is sent");
        narrator.tell("store", store.description());
        narrator.tell("key", "user and product; duplicates must have the same amount");
        narrator.tell("replays", "for " + PaymentHandler.REPLAYED_FOR.toMinutes() + " minutes after a charge");
        narrator.tell("time", "UTC, by a clock that is driven by hand: nothing here waits");
    }

    private void scenario(String title, Supplier<List<Answer>> script, Kind... expected) {
        String numbered = (played.size() + 1) + ". " + title;
        narrator.headline(numbered);
        narrator.tell("time", Narrator.time(clock.instant()));
        long before = network.charges();
        List<Answer> answers = script.get();
        tellRecords();
        played.add(new Scenario(numbered, List.of(expected), answers, network.charges() - before));
        clock.advance(Duration.ofMinutes(1));
    }

    private List<Answer> firstCall() {
        return List.of(send(bookFor("24.90"), ""));
    }

    private List<Answer> retry() {
        return List.of(send(bookFor("24.90"), ", again: the answer got lost on its way"));
    }

    /** Whichever thread comes second is refused and has to try again. Later versions will be able to wait instead. */
    private List<Answer> concurrentDuplicates() {
        Order lamp = new Order("bob", "lamp", new BigDecimal("80.00"));
        tellSent(lamp, ", by two threads at once");
        CountDownLatch networkAnswers = network.holdBackNextAnswer();
        CompletableFuture<Answer> one = sendOnThread(lamp);
        CompletableFuture<Answer> other = sendOnThread(lamp);
        Answer early;
        try {
            // Answered first is who came second: the card network keeps the one who came first waiting.
            early = one.applyToEither(other, Function.identity()).join();
            narrator.tell(early);
            tellRecords();
        } finally {
            networkAnswers.countDown();
        }
        Answer late = one.join().equals(early) ? other.join() : one.join();
        narrator.tellRuns(network.ledger());
        narrator.tell(late);
        return List.of(early, late, send(lamp, ", by the thread that was refused"));
    }

    private List<Answer> tamperedPayload() {
        return List.of(send(bookFor("2.49"), ", with the key of the first call"));
    }

    private List<Answer> failedCharge() {
        Order phone = new Order("eve", "phone", new BigDecimal("499.00"));
        network.declineNext();
        Answer declined = send(phone, "");
        tellRecords();
        return List.of(declined, send(phone, ", again"));
    }

    private List<Answer> expiredRecord() {
        clock.moveTo(start.plus(PaymentHandler.REPLAYED_FOR).plusSeconds(1));
        narrator.tell("time", Narrator.time(clock.instant()) + ", for the clock was moved on");
        tellRecords();
        return List.of(send(bookFor("24.90"), ", a new order by now"));
    }

    private static Order bookFor(String amount) {
        return new Order("ann", "book", new BigDecimal(amount));
    }

    private Answer send(Order order, String circumstances) {
        tellSent(order, circumstances);
        Answer answer = client.send(order);
        narrator.tellRuns(network.ledger());
        narrator.tell(answer);
        return answer;
    }

    private CompletableFuture<Answer> sendOnThread(Order order) {
        return CompletableFuture.supplyAsync(() -> client.send(order), task -> new Thread(task, "client").start());
    }

    private void tellSent(Order order, String circumstances) {
        narrator.tell(
                "sent",
                "%s buys %s for %s%s".formatted(order.userId(), order.productId(), order.amount(), circumstances));
    }

    private void tellRecords() {
        narrator.tellRecords(store.records(), clock.instant());
    }
}
