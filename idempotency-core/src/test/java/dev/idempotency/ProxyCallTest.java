package dev.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.idempotency.error.IdempotencyAlreadyInProgressException;
import dev.idempotency.shop.PaymentException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Calls through a proxy: results of every kind, failures, methods that pass through, and many callers at once. */
class ProxyCallTest {

    private final Scene scene = new Scene();
    private final Clerk target = new Clerk();
    private final Desk desk =
            Idempotency.proxy(Desk.class, target, scene.config().build());

    interface Desk {

        @Idempotent
        void file(String id);

        @Idempotent
        int count(String id);

        @Idempotent
        boolean check(String id);

        @Idempotent
        Optional<String> find(String id);

        @Idempotent
        @Nullable
        String lookUp(String id);

        @Idempotent
        String[] list(String... ids);

        @Idempotent
        CompletionStage<List<String>> later(String id);

        @Idempotent
        CompletableFuture<Optional<String>> muchLater(String id);

        @Idempotent
        String fail(String id, Class<? extends Throwable> type) throws PaymentException, InterruptedException;

        @Idempotent
        CompletableFuture<String> failLater(String id, Class<? extends Throwable> type) throws PaymentException;

        String unprotected(String id) throws PaymentException;

        /** Calls a method of its own, and not through the proxy. */
        default String greet(String id) {
            return "hello " + lookUp(id);
        }

        @Idempotent
        default String greetOnce(String id) {
            return greet(id);
        }
    }

    private final class Clerk implements Desk {

        private final CountDownLatch started = new CountDownLatch(1);
        private final CountDownLatch goOn = new CountDownLatch(1);
        private @Nullable Throwable thrown;

        @Override
        public void file(String id) {
            scene.receipt();
        }

        @Override
        public int count(String id) {
            return scene.runs.getAndIncrement();
        }

        @Override
        public boolean check(String id) {
            return scene.runs.incrementAndGet() > 1;
        }

        @Override
        public Optional<String> find(String id) {
            return Optional.of(scene.receipt()).filter(found -> id.isEmpty());
        }

        @Override
        public @Nullable String lookUp(String id) {
            scene.receipt();
            return null;
        }

        @Override
        public String[] list(String... ids) {
            return Stream.concat(Stream.of(ids), Stream.of(scene.receipt())).toArray(String[]::new);
        }

        @Override
        public CompletionStage<List<String>> later(String id) {
            return CompletableFuture.supplyAsync(() -> List.of(scene.receipt()));
        }

        @Override
        public CompletableFuture<Optional<String>> muchLater(String id) {
            return CompletableFuture.completedFuture(Optional.of(scene.receipt()));
        }

        @Override
        public String fail(String id, Class<? extends Throwable> type) throws PaymentException {
            this.<RuntimeException>fail(type);
            return id;
        }

        @Override
        public CompletableFuture<String> failLater(String id, Class<? extends Throwable> type) throws PaymentException {
            return CompletableFuture.failedFuture(failure(type));
        }

        @Override
        public String unprotected(String id) throws PaymentException {
            if (id.isEmpty()) {
                this.<PaymentException>fail(PaymentException.class);
            }
            started.countDown();
            return scene.receipt();
        }

        @SuppressWarnings("unchecked") // The compiler is not to know what is thrown.
        private <X extends Throwable> void fail(Class<? extends Throwable> type) throws X {
            throw (X) failure(type);
        }

        private Throwable failure(Class<? extends Throwable> type) {
            scene.receipt();
            try {
                Throwable failure = type.getConstructor(String.class).newInstance("declined");
                thrown = failure;
                return failure;
            } catch (ReflectiveOperationException e) {
                throw new LinkageError(type.getName(), e);
            }
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return 42;
        }

        @Override
        public String toString() {
            return "the clerk";
        }
    }

    @Test
    @Tag("R1")
    void resultsOfEveryKindAreReplayed() {
        assertRunsOnce(() -> {
            desk.file("a");
            return "";
        });
        assertRunsOnce(() -> desk.count("a"));
        assertRunsOnce(() -> desk.check("a"));
        assertRunsOnce(() -> desk.find("a"));
        assertRunsOnce(() -> Optional.ofNullable(desk.lookUp("a")));
        assertRunsOnce(() -> List.of(desk.list("a", "b")));
        assertRunsOnce(() -> desk.later("a").toCompletableFuture().get(1, TimeUnit.MINUTES));
        assertRunsOnce(() -> desk.muchLater("a").get(1, TimeUnit.MINUTES));
    }

    private void assertRunsOnce(Callable<Object> call) {
        int before = scene.runs.get();
        try {
            Object first = call.call();
            assertThat(call.call()).isEqualTo(first);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        assertThat(scene.runs).hasValue(before + 1);
    }

    @Test
    @Tag("F1")
    void functionsThrowableComesOutAsTheSameInstance() {
        List<Class<? extends Throwable>> types = List.of(
                PaymentException.class, InterruptedException.class, IllegalStateException.class, LinkageError.class);
        for (Class<? extends Throwable> type : types) {
            Throwable thrown = catchThrowable(() -> desk.fail("a", type));

            assertThat(thrown).isExactlyInstanceOf(type).isSameAs(target.thrown);
        }
        assertThat(scene.runs).hasValue(types.size());
    }

    @Test
    @Tag("F1")
    void failureOfAStageComesOutAsTheSameInstance() throws PaymentException {
        CompletableFuture<String> failed = desk.failLater("a", PaymentException.class);

        assertThatThrownBy(() -> failed.get(1, TimeUnit.MINUTES)).cause().isSameAs(target.thrown);
    }

    @Test
    @Tag("F1")
    void failedCallRunsAgain() {
        for (int i = 1; i <= 2; i++) {
            assertThatThrownBy(() -> desk.fail("a", PaymentException.class)).isInstanceOf(PaymentException.class);
            assertThat(scene.runs).hasValue(i);
        }
        assertThat(scene.memory.records()).isEmpty();
    }

    @Test
    void methodsWithoutTheAnnotationPassThrough() throws PaymentException {
        assertThat(desk.unprotected("a")).isEqualTo("receipt 1");
        assertThat(desk.unprotected("a")).isEqualTo("receipt 2");
        assertThatThrownBy(() -> desk.unprotected("")).isSameAs(target.thrown).isInstanceOf(PaymentException.class);
        assertThat(scene.memory.records()).isEmpty();
    }

    @Test
    void defaultMethodsPassThroughOrRunOnce() {
        assertThat(desk.greet("a")).isEqualTo(desk.greet("a")).isEqualTo("hello null");
        assertThat(scene.runs).hasValue(2);
        assertThat(scene.memory.records()).isEmpty();

        assertThat(desk.greetOnce("a")).isEqualTo(desk.greetOnce("a")).isEqualTo("hello null");
        assertThat(scene.runs).hasValue(3);
    }

    @Test
    void proxyEqualsWhatItsTargetEquals() {
        Desk same = Idempotency.proxy(Desk.class, target, scene.config().build());
        Desk other = Idempotency.proxy(Desk.class, new Clerk(), scene.config().build());

        assertThat(desk.equals(desk)).isTrue();
        assertThat(desk)
                .isEqualTo(same)
                .isNotEqualTo(other)
                .isNotEqualTo("desk")
                .hasSameHashCodeAs(same);
        assertThat(desk.equals(null)).isFalse();
        assertThat(desk).hasToString("the clerk");
        assertThat(scene.memory.records()).isEmpty();
    }

    interface Slow {

        @Idempotent
        String run(String id) throws InterruptedException;
    }

    @Test
    @Tag("C6")
    void concurrentDuplicatesAreRefused() throws Exception {
        Slow slow = Idempotency.proxy(Slow.class, this::awaited, scene.config().build());
        inThreads(2, pool -> {
            Future<String> first = pool.submit(() -> slow.run("a"));
            target.started.await();
            assertThatExceptionOfType(IdempotencyAlreadyInProgressException.class)
                    .isThrownBy(() -> slow.run("a"));
            target.goOn.countDown();
            assertThat(first.get(1, TimeUnit.MINUTES)).isEqualTo("receipt 1");
        });
        assertThat(slow.run("a")).isEqualTo("receipt 1");
    }

    @Test
    @Tag("C6")
    void concurrentDuplicatesWaitForTheOneThatRuns() throws Exception {
        IdempotencyConfig waiting = scene.config()
                .onConflict(OnConflict.waitUpTo(Duration.ofMinutes(1)))
                .build();
        Slow slow = Idempotency.proxy(Slow.class, this::awaited, waiting);
        inThreads(16, pool -> {
            List<Future<String>> calls = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                calls.add(pool.submit(() -> slow.run("a")));
            }
            target.started.await();
            target.goOn.countDown();
            for (Future<String> call : calls) {
                assertThat(call.get(1, TimeUnit.MINUTES)).isEqualTo("receipt 1");
            }
        });
        assertThat(scene.runs).hasValue(1);
    }

    private String awaited(String id) throws InterruptedException {
        target.started.countDown();
        target.goOn.await();
        return scene.receipt();
    }

    private static void inThreads(int threads, ThrowingConsumer work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            work.accept(pool);
        } finally {
            pool.shutdownNow();
        }
    }

    @FunctionalInterface
    private interface ThrowingConsumer {
        void accept(ExecutorService pool) throws Exception;
    }
}
