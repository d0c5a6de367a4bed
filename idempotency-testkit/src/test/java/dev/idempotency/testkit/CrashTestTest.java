package dev.idempotency.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.idempotency.FailureAction;
import dev.idempotency.Idempotency;
import dev.idempotency.MissingKey;
import dev.idempotency.OnConflict;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CrashTestTest {

    private final Map<String, Integer> order = Map.of("id", 7, "amount", 100);
    private final AtomicInteger charges = new AtomicInteger();

    @Test
    void effectsHappenTwiceOnlyWhenTheStoreWasNotToldOfThem() {
        CrashReport report = CrashTest.of(config -> Idempotency.makeIdempotent(this::charge, config), charges::get)
                .call(order);

        assertThat(report).hasToString("""
                crash point                        | effects | retry after the lease
                ---------------------------------- | ------- | ---------------------
                before the claim is sent           |       1 | ran
                claim stored, not answered         |       1 | ran, taking over
                before the function                |       1 | ran, taking over
                after the function, store not told |       2 | ran, taking over
                store told, not answered           |       1 | replayed
                after the call                     |       1 | replayed
                """);
        assertThat(report.mostEffects()).isEqualTo(2);
        assertThat(report.mostEffectsExceptAt(CrashPoint.AFTER_THE_FUNCTION)).isEqualTo(1);
        assertThat(report.effectsAt(CrashPoint.AFTER_THE_FUNCTION)).isEqualTo(2);
    }

    private String charge(Map<String, Integer> payload) throws IOException {
        charges.incrementAndGet();
        return "receipt for " + payload.get("amount");
    }

    @Test
    void functionThatCanBeRepeatedHasItsEffectsOnce() {
        Set<String> chargedByOrder = ConcurrentHashMap.newKeySet();

        CrashReport report = CrashTest.of(
                        config -> Idempotency.makeIdempotent(
                                (String id) -> chargedByOrder.add(id), Boolean.class, config.named("charge")),
                        chargedByOrder::size)
                .call("order 7");

        assertThat(report.mostEffects()).isEqualTo(1);
    }

    @Test
    void failingFunctionIsReportedWithWhatItThrows() {
        CrashReport report = CrashTest.of(config -> Idempotency.makeIdempotent(this::decline, config), charges::get)
                .call("order 7");

        assertThat(report.lines()).extracting(CrashReport.Line::retry).containsOnly("threw IOException");
    }

    private String decline(String payload) throws IOException {
        charges.incrementAndGet();
        throw new IOException("declined " + payload);
    }

    @Test
    void ownOptionsCount() {
        CrashReport report = CrashTest.of(config -> Idempotency.makeIdempotent(this::decline, config), charges::get)
                .with(options -> options.failurePolicy(failure -> FailureAction.RECORD)
                        .lease(Duration.ofSeconds(5))
                        .onConflict(OnConflict.waitUpTo(Duration.ofSeconds(1))))
                .call("order 7");

        assertThat(report.mostEffectsExceptAt(CrashPoint.AFTER_THE_FUNCTION)).isEqualTo(1);
        assertThat(report.lines().get(5).retry()).isEqualTo("threw IdempotencyRecordedFailureException");
    }

    @Test
    void unprotectedFunctionIsRefused() {
        assertThatIllegalStateException()
                .isThrownBy(() -> CrashTest.of(
                                config -> Idempotency.makeIdempotent(this::chargeNobody, config), charges::get)
                        .with(options -> options.missingKey(MissingKey.RUN_UNPROTECTED))
                        .call(""))
                .withMessageContaining("claimed no key");
    }

    private int chargeNobody(String payload) {
        return charges.incrementAndGet();
    }
}
