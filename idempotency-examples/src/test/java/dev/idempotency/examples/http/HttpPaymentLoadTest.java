package dev.idempotency.examples.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.idempotency.examples.CardNetwork;
import dev.idempotency.examples.ExampleStore;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Many clients that share their keys, repeat themselves, and break every tenth connection. */
class HttpPaymentLoadTest {

    private static final int CLIENTS = 64;
    private static final int KEYS = 200;
    private static final int ONE_IN = 10;
    private static final Duration CARD_TIME = Duration.ofMillis(20);

    private final long seed = new Random().nextLong();
    private final CardNetwork network = new CardNetwork();
    private final Map<String, Set<String>> answers = new ConcurrentHashMap<>();
    private final LongAdder dropped = new LongAdder();
    private final LongAdder ran = new LongAdder();
    private final LongAdder replayed = new LongAdder();
    private final LongAdder stillRunning = new LongAdder();

    @ParameterizedTest
    @CsvSource({ExampleStore.MEMORY + ", 5", ExampleStore.DYNAMODB_LOCAL + ", 1"})
    void everyKeyIsChargedOnce(String storeName, int calls) throws Exception {
        ServerOptions options = new ServerOptions(0, storeName, Duration.ofHours(24), CARD_TIME);
        long start = System.nanoTime();
        try (ExampleStore store = ExampleStore.open(storeName, Map.of());
                PaymentServer server = PaymentServer.start(options, store, network)) {
            start = System.nanoTime();
            runClients(server, calls);
            assertThat(store.records()).hasSize(KEYS);
        } finally {
            tell(storeName, calls, Duration.ofNanos(System.nanoTime() - start));
        }

        assertThat(network.charges()).isEqualTo(KEYS);
        assertThat(answers).hasSize(KEYS).allSatisfy((key, bodies) -> assertThat(bodies)
                .as("answers for %s", key)
                .hasSize(1));
        assertThat(ran.sum() + replayed.sum()).isEqualTo((long) CLIENTS * KEYS * calls);
        assertThat(ran.sum()).isLessThanOrEqualTo(KEYS);
    }

    private void runClients(PaymentServer server, int calls) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Callable<Void>> clients = new ArrayList<>();
            for (int number = 0; number < CLIENTS; number++) {
                Random random = new Random(seed + number);
                clients.add(() -> {
                    sendAll(server, shuffledKeys(calls, random), random);
                    return null;
                });
            }
            for (Future<Void> client : threads.invokeAll(clients)) {
                client.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private void sendAll(PaymentServer server, Deque<String> keys, Random random) throws IOException {
        try (DroppingClient client = new DroppingClient(server.uri())) {
            while (!keys.isEmpty()) {
                String key = keys.remove();
                if (random.nextInt(ONE_IN) == 0) {
                    client.payAndDrop(key, body(key), random.nextBoolean());
                    dropped.increment();
                }
                if (!isAnswered(key, client.pay(key, body(key)))) {
                    keys.add(key);
                }
            }
        }
    }

    private boolean isAnswered(String key, DroppingClient.Answer answer) {
        if (answer.status() == 409) {
            stillRunning.increment();
            return false;
        }
        assertThat(answer.status()).isEqualTo(201);
        answers.computeIfAbsent(key, any -> ConcurrentHashMap.newKeySet()).add(answer.body());
        (answer.replayed() ? replayed : ran).increment();
        return true;
    }

    private static Deque<String> shuffledKeys(int calls, Random random) {
        List<String> keys = new ArrayList<>();
        for (int number = 0; number < KEYS * calls; number++) {
            keys.add("key-" + number % KEYS);
        }
        Collections.shuffle(keys, random);
        return new ArrayDeque<>(keys);
    }

    private static String body(String key) {
        return "{\"item\": \"" + key + "\", \"cents\": 100}";
    }

    private void tell(String storeName, int calls, Duration time) {
        System.out.printf(
                "HTTP load, %s, seed %d: %d clients x %d keys x %d calls, %d responses dropped, %d answered 409,"
                        + " %d ran, %d replayed, %d charges, %.1f s%n",
                storeName,
                seed,
                CLIENTS,
                KEYS,
                calls,
                dropped.sum(),
                stillRunning.sum(),
                ran.sum(),
                replayed.sum(),
                network.charges(),
                time.toMillis() / 1000.0);
    }
}
