package dev.idempotency.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.idempotency.IdempotencyConfig;
import dev.idempotency.error.IdempotencyAlreadyInProgressException;
import dev.idempotency.error.IdempotencyKeyException;
import dev.idempotency.persistence.InMemoryPersistenceStore;
import dev.idempotency.testkit.FaultyStore;
import dev.idempotency.testkit.HandDrivenTime;
import dev.idempotency.testkit.Step;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class IdempotentLambdaTest {

    private static final Map<String, String> EVENT = Map.of("appointment", "a-17");
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final HandDrivenTime time = new HandDrivenTime();
    private final InMemoryPersistenceStore server = new InMemoryPersistenceStore();
    private final FaultyStore store = new FaultyStore(server);
    private final IdempotencyConfig config = config().build().named("book");
    private final List<Context> contexts = new ArrayList<>();

    @Test
    void duplicateInvocationGetsTheFirstResponse() {
        RequestHandler<Map<String, String>, String> once = IdempotentLambda.of(this::book, String.class, config);

        assertThat(once.handleRequest(EVENT, invocation())).isEqualTo("booking 1");
        assertThat(once.handleRequest(EVENT, invocation())).isEqualTo("booking 1");
        assertThat(contexts).hasSize(1);
    }

    @Test
    void responseMayBeGeneric() {
        RequestHandler<Map<String, String>, List<String>> once = IdempotentLambda.of(
                (event, context) -> List.of(book(event, context)), new TypeReference<List<String>>() {}, config);

        assertThat(once.handleRequest(EVENT, invocation())).isEqualTo(once.handleRequest(EVENT, invocation()));
        assertThat(contexts).hasSize(1);
    }

    @Test
    @Tag("C4")
    void retryTakesOverFromAnInvocationThatRanIntoItsTimeoutAndNotBefore() {
        RequestHandler<Map<String, String>, String> dying = IdempotentLambda.of(
                (event, context) -> {
                    throw store.crash();
                },
                String.class,
                config().build().named("book"));
        time.advance(Duration.ofMinutes(1));
        assertThatThrownBy(() -> dying.handleRequest(EVENT, invocation())).isNotNull();

        time.advance(TIMEOUT);
        assertThat(new Invocation(time, Duration.ZERO).getRemainingTimeInMillis())
                .isZero();
        RequestHandler<Map<String, String>, String> retry = IdempotentLambda.of(
                this::book, String.class, elsewhere().build().named("book"));
        assertThatExceptionOfType(IdempotencyAlreadyInProgressException.class)
                .isThrownBy(() -> retry.handleRequest(EVENT, invocation()));
        time.advance(Duration.ofMillis(1_001));

        assertThat(retry.handleRequest(EVENT, invocation())).isEqualTo("booking 1");
    }

    @Test
    void pooledThreadNeverSeesTheContextOfAnotherInvocation() throws Exception {
        RequestHandler<Map<String, String>, String> once = IdempotentLambda.of(this::book, String.class, config);
        ExecutorService pooled = Executors.newSingleThreadExecutor();
        try {
            Invocation first = invocation();
            Invocation second = new Invocation(time, Duration.ofSeconds(3));
            join(pooled.submit(() -> once.handleRequest(EVENT, first)));
            time.advance(Duration.ofSeconds(1));
            join(pooled.submit(() -> once.handleRequest(Map.of("appointment", "a-18"), second)));

            assertThat(contexts).containsExactly(first, second);
        } finally {
            pooled.shutdownNow();
        }
    }

    @Test
    void noThreadIsLeftBehindAndNoLeaseRenewed() {
        RequestHandler<Map<String, String>, String> slow = IdempotentLambda.of(
                (event, context) -> {
                    time.advance(Duration.ofSeconds(29));
                    return book(event, context);
                },
                String.class,
                config);
        Set<Thread> before = Thread.getAllStackTraces().keySet();

        slow.handleRequest(EVENT, invocation());

        assertThat(store.steps()).containsExactly(Step.ACQUIRE, Step.COMPLETE);
        assertThat(Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> !before.contains(thread))
                        .map(Thread::getName)
                        .filter(name -> name.startsWith("idempotency"))
                        .collect(Collectors.toList()))
                .isEmpty();
    }

    @Test
    void handlerOfStreamsIsReplayedByteByByte() throws IOException {
        RequestStreamHandler once = IdempotentLambda.ofStream(
                (input, output, context) -> {
                    contexts.add(context);
                    output.write(input.read());
                    output.write(0xff);
                },
                config().eventKeyJmesPath("id").build().named("book"));

        byte[] first = handled(once, "{\"id\":1,\"at\":\"12:00\"}");
        byte[] second = handled(once, " {\"at\":\"12:01\",\"id\":1.0}");

        assertThat(first).containsExactly('{', 0xff);
        assertThat(second).isEqualTo(first);
        assertThat(contexts).hasSize(1);
    }

    @Test
    @Tag("K3")
    void streamThatIsNoJsonIsRefused() {
        RequestStreamHandler once = IdempotentLambda.ofStream((input, output, context) -> {}, config);

        assertThatExceptionOfType(IdempotencyKeyException.class).isThrownBy(() -> handled(once, "{\"id\":"));
    }

    @Test
    @Tag("F1")
    void handlersOwnExceptionsComeOutAsTheyAre() {
        IOException failure = new IOException("disk is full");
        RequestStreamHandler once = IdempotentLambda.ofStream(
                (input, output, context) -> {
                    throw failure;
                },
                config);

        assertThatThrownBy(() -> handled(once, "{\"id\":1}")).isSameAs(failure);
    }

    @Test
    void configWithoutNameIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IdempotentLambda.of(this::book, String.class, config().build()))
                .withMessageContaining("config.named(");
    }

    private String book(Map<String, String> event, Context context) {
        contexts.add(context);
        return "booking " + contexts.size();
    }

    private IdempotencyConfig.Builder config() {
        return IdempotentLambda.config(store).keyPrefix("").clock(time).timing(time);
    }

    private IdempotencyConfig.Builder elsewhere() {
        return IdempotentLambda.config(server).keyPrefix("").clock(time).timing(time);
    }

    private Invocation invocation() {
        return new Invocation(time, TIMEOUT);
    }

    private byte[] handled(RequestStreamHandler handler, String event) throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        handler.handleRequest(new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), output, invocation());
        return output.toByteArray();
    }

    private static <T> T join(Future<T> future) throws Exception {
        return future.get(60, TimeUnit.SECONDS);
    }
}
