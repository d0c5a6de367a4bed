package dev.idempotency.aspectj;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.idempotency.IdempotencyConfig;
import dev.idempotency.aspectj.woven.Ledger;
import dev.idempotency.aspectj.woven.LedgerException;
import dev.idempotency.aspectj.woven.Repository;
import dev.idempotency.error.IdempotencyValidationException;
import dev.idempotency.persistence.IdempotencyRecord;
import dev.idempotency.persistence.InMemoryPersistenceStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.aspectj.lang.Aspects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The build has woven {@link Ledger}: every one of its annotated methods runs once, however it is called. */
class WovenClassTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final InMemoryPersistenceStore store = new InMemoryPersistenceStore();
    private final Ledger ledger = new Ledger();
    private final int before = Ledger.runs();

    @BeforeEach
    void configure() {
        IdempotencyAspect.configure(
                IdempotencyConfig.builder(store).clock(() -> NOW).build());
    }

    @Test
    void publicMethodRunsOnce() throws Exception {
        assertRunsOnce(() -> ledger.enter("a"));
    }

    @Test
    void staticMethodRunsOnce() throws Exception {
        assertRunsOnce(() -> Ledger.enterStatically("a"));
    }

    @Test
    void privateMethodRunsOnce() throws Exception {
        assertRunsOnce(() -> ledger.enterPrivately("a"));
    }

    @Test
    void methodThatItsOwnObjectCallsRunsOnce() throws Exception {
        assertRunsOnce(() -> ledger.enterThroughItself("a"));
    }

    @Test
    void voidMethodRunsOnce() throws Exception {
        assertRunsOnce(() -> {
            ledger.enterInSilence("a");
            return "";
        });
    }

    @Test
    void primitiveResultIsReplayed() throws Exception {
        assertRunsOnce(() -> ledger.count("a"));
    }

    @Test
    void resultOfAStageIsReplayed() throws Exception {
        assertRunsOnce(() -> ledger.enterLater("a").toCompletableFuture().join());
    }

    @Test
    void bridgeOfAGenericInterfaceIsNoSecondCall() throws Exception {
        Repository<String> repository = ledger;

        assertRunsOnce(() -> repository.save("a"));
        assertThat(ledger.save("a")).isEqualTo(repository.save("a"));
    }

    @Test
    @Tag("C7")
    void idempotentMethodCallsAnother() throws Exception {
        String first = ledger.enterNested("a");

        assertThat(ledger.enterNested("a")).isEqualTo(first);
        assertThat(Ledger.runs()).isEqualTo(before + 2);
        assertThat(store.size()).isEqualTo(2);
    }

    @Test
    void annotationSaysWhatIdentifiesACall() {
        String first = ledger.transfer(Map.of("userId", "u", "note", "first"), 1);

        assertThat(ledger.transfer(Map.of("userId", "u", "note", "second"), 1)).isEqualTo(first);
        assertThatExceptionOfType(IdempotencyValidationException.class)
                .isThrownBy(() -> ledger.transfer(Map.of("userId", "u"), 2));
        assertThat(Ledger.runs()).isEqualTo(before + 1);
        IdempotencyRecord record = store.records().get(0);
        assertThat(record.key()).startsWith("ledger.transfer#");
        assertThat(record.expiresAt()).isEqualTo(NOW.plus(Duration.ofHours(2)));
    }

    @Test
    @Tag("F1")
    void checkedExceptionsAndErrorsComeOutAsThemselves() {
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> ledger.fail("a"))
                    .isExactlyInstanceOf(LedgerException.class)
                    .hasMessage("a");
            assertThatThrownBy(() -> ledger.die("a")).isExactlyInstanceOf(AssertionError.class);
        }
        assertThat(Ledger.runs()).isEqualTo(before + 4);
        assertThat(store.size()).isZero();
    }

    @Test
    void wrongAnnotationIsRefusedBeforeAnythingRuns() {
        assertThatIllegalArgumentException().isThrownBy(ledger::enterWrongly).satisfies(e -> assertThat(
                        String.valueOf(e.getMessage()).lines())
                .allSatisfy(line -> assertThat(line).startsWith(Ledger.class.getName() + ".enterWrongly(): "))
                .hasSize(4));
    }

    @Test
    void aspectOfWovenClassesIsFoundByAspectJ() {
        assertThat(Aspects.hasAspect(IdempotencyAspect.class)).isTrue();
        assertThat(Aspects.aspectOf(IdempotencyAspect.class)).isSameAs(IdempotencyAspect.aspectOf());
    }

    @Test
    void callsAfterANewConfigKeepToIt() throws Exception {
        Object first = ledger.enter("a");
        InMemoryPersistenceStore other = new InMemoryPersistenceStore();
        IdempotencyAspect.configure(IdempotencyConfig.builder(other).build());

        assertThat(ledger.enter("a")).isNotEqualTo(first);
        assertThat(List.of(store.size(), other.size())).containsExactly(1, 1);
    }

    private void assertRunsOnce(Callable<Object> call) throws Exception {
        Object first = call.call();

        assertThat(call.call()).isEqualTo(first);
        assertThat(Ledger.runs()).isEqualTo(before + 1);
        assertThat(store.size()).isEqualTo(1);
    }
}
