package dev.idempotency;

import static dev.idempotency.Scene.EXPIRY;
import static dev.idempotency.Scene.MILLISECOND;
import static dev.idempotency.Scene.ORDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.idempotency.error.IdempotencyResponseException;
import dev.idempotency.error.IdempotencyResponseNotStoredException;
import dev.idempotency.persistence.IdempotencyRecord;
import dev.idempotency.persistence.RecordStatus;
import dev.idempotency.persistence.ScriptedStore.Step;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnreadableResponseTest {

    private final Scene scene = new Scene();

    @Test
    @Tag("R4")
    void resultThatCannotBeEncodedIsReturnedOnceAndNeverRunAgain() {
        IdempotentOperation<Unwritable> charge = scene.operation(scene.config(), Unwritable.class);
        Unwritable result = new Unwritable("account 42");

        assertThat(charge.call(ORDER, () -> result)).isSameAs(result);

        assertThat(scene.record().status()).isEqualTo(RecordStatus.COMPLETED);
        assertThat(scene.record().response()).isNull();
        for (int i = 0; i < 2; i++) {
            assertThatExceptionOfType(IdempotencyResponseException.class)
                    .isThrownBy(() -> charge.call(ORDER, this::neverRun))
                    .withMessageContaining("not recorded")
                    .satisfies(e -> assertThat(e.key()).isEqualTo(scene.record().key()));
        }
    }

    @Test
    @Tag("F5")
    void recordWithoutResponseExpiresLikeAnyOther() {
        IdempotentOperation<Unwritable> charge = scene.operation(scene.config(), Unwritable.class);
        charge.call(ORDER, () -> new Unwritable("first"));

        scene.clock.advance(EXPIRY.plus(MILLISECOND));

        Unwritable second = new Unwritable("second");
        assertThat(charge.call(ORDER, () -> second)).isSameAs(second);
    }

    @Test
    @Tag("R4")
    void endlessResultCompletesWithoutResponse() {
        IdempotentOperation<Endless> charge = scene.operation(scene.config(), Endless.class);

        charge.call(ORDER, Endless::new);

        assertThat(scene.record().status()).isEqualTo(RecordStatus.COMPLETED);
        assertThat(scene.record().response()).isNull();
    }

    @Test
    @Tag("R4")
    void errorWhileTheResultIsEncodedDoesNotCostTheCallerItsResult() {
        IdempotentOperation<HalfLoaded> charge = scene.operation(scene.config(), HalfLoaded.class);
        HalfLoaded result = new HalfLoaded();

        assertThat(charge.call(ORDER, () -> result)).isSameAs(result);
        assertThat(scene.record().status()).isEqualTo(RecordStatus.COMPLETED);
    }

    @Test
    @Tag("F2")
    void resultThatCannotBeEncodedComesWithTheExceptionWhereThatIsAskedFor() {
        IdempotentOperation<Unwritable> charge =
                scene.operation(scene.config().onCompletionFailure(CompletionFailure.THROW), Unwritable.class);
        Unwritable result = new Unwritable("account 42");

        assertThatExceptionOfType(IdempotencyResponseNotStoredException.class)
                .isThrownBy(() -> charge.call(ORDER, () -> result))
                .satisfies(e -> assertThat(e.result()).isSameAs(result));
        assertThatExceptionOfType(IdempotencyResponseException.class)
                .isThrownBy(() -> charge.call(ORDER, this::neverRun));
    }

    @Test
    @Tag("F2")
    void resultThatCanNeitherBeEncodedNorStoredIsReturned() {
        scene.store.failing(Step.COMPLETE, new IllegalStateException("store is down"));
        IdempotentOperation<Unwritable> charge = scene.operation(scene.config(), Unwritable.class);
        Unwritable result = new Unwritable("account 42");

        assertThat(charge.call(ORDER, () -> result)).isSameAs(result);
        assertThat(scene.record().status()).isEqualTo(RecordStatus.INPROGRESS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "no JSON",
                "[]",
                "7",
                "\"text\"",
                "{\"id\":\"r\",\"amount\":1} {}",
                "{\"id\":\"r\",\"amount\":\"much\"}",
                "{\"id\":\"r\",\"sum\":1}",
                "{\"id\":{\"a\":1},\"amount\":1}"
            })
    @Tag("R3")
    void unreadableResponseIsAnExceptionAndNothingRuns(String response) {
        IdempotentOperation<Receipt> charge = scene.operation(scene.config(), Receipt.class);
        charge.call(ORDER, () -> new Receipt("r", 1));
        IdempotencyRecord corrupted = corrupt(response);

        assertThatExceptionOfType(IdempotencyResponseException.class)
                .isThrownBy(() -> charge.call(ORDER, () -> new Receipt("second run", 2)))
                .withMessageContaining("unreadable")
                .withNoCause()
                .satisfies(e -> assertThat(e.operation()).isEqualTo("charge"));

        assertThat(scene.record()).isEqualTo(corrupted);
    }

    @Test
    @Tag("R3")
    void renamedPropertyOfTheResultClassIsAnException() {
        scene.operation(scene.config(), Renamed.class).call(ORDER, () -> new Renamed("r", 1));

        assertThatExceptionOfType(IdempotencyResponseException.class)
                .isThrownBy(() ->
                        scene.operation(scene.config(), Receipt.class).call(ORDER, () -> new Receipt("second run", 2)));
    }

    @Test
    @Tag("F4")
    void messageDoesNotQuoteTheResponse() {
        IdempotencyConfig config = scene.config().build();
        Idempotency.with(config)
                .operation("charge", new TypeReference<Map<String, String>>() {})
                .call(ORDER, () -> Map.of("alice@example.com", "4242424242424242"));

        assertThatExceptionOfType(IdempotencyResponseException.class)
                .isThrownBy(() -> Idempotency.with(config)
                        .operation("charge", new TypeReference<Map<String, Integer>>() {})
                        .call(ORDER, Map::of))
                .satisfies(e -> assertThat(e.toString()).doesNotContain("alice", "4242"));
    }

    private Unwritable neverRun() {
        throw new AssertionError("ran again");
    }

    private IdempotencyRecord corrupt(String response) {
        IdempotencyRecord corrupted = scene.record()
                .completed(response, scene.clock.instant(), scene.record().expiresAt());
        assertThat(scene.memory.complete(corrupted)).isTrue();
        return corrupted;
    }

    record Receipt(String id, int amount) {}

    record Renamed(String id, int total) {}

    /** A result whose only property cannot be read. */
    static final class Unwritable {

        private final String secret;

        Unwritable(String secret) {
            this.secret = secret;
        }

        @SuppressWarnings("DoNotCallSuggester")
        public String getSecret() {
            throw new IllegalStateException("cannot tell " + secret);
        }

        public void setSecret(String ignored) {}
    }

    /** A result that contains itself. */
    static final class Endless {

        public Endless getSelf() {
            return this;
        }

        public void setSelf(Endless ignored) {}
    }

    /** A result that needs a class which cannot be loaded. */
    static final class HalfLoaded {

        @SuppressWarnings("DoNotCallSuggester")
        public String getText() {
            throw new NoClassDefFoundError("missing");
        }

        public void setText(String ignored) {}
    }
}
