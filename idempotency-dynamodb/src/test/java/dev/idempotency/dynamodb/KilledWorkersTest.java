package dev.idempotency.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.idempotency.dynamodb.WorkerTrial.Report;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/**
 * Worker processes that are killed at random moments. A build kills a few; the long version, in some minutes:
 *
 * <pre>{@code
 * mvn -pl idempotency-dynamodb -am test -Dtest=KilledWorkersTest -DfailIfNoTests=false \
 *     -Dsurefire.failIfNoSpecifiedTests=false -Dkilled.workers=200
 * }</pre>
 *
 * <p>The moments depend on {@code -Dkilled.workers.seed}, and on the machine.
 */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class KilledWorkersTest {

    private static final int KILLS = Integer.getInteger("killed.workers", 20);
    private static final int MOST_ROUNDS = 10;
    private static final long SEED = Long.getLong("killed.workers.seed", 20_261_121L);

    @Test
    @DisplayName("C1, C3, C4: killed workers leave no stuck key, no run too many and no completed key that runs again")
    void killedWorkersLeaveNoStuckKeyAndNoRunTooMany() throws Exception {
        Report report = new WorkerTrial(Flaw.NONE, 50, SEED).run(KILLS);

        System.out.println(report);
        assertThat(report.kills()).hasSize(KILLS);
        assertThat(report.unsound()).isEmpty();
        assertThat(report.stuck()).isEmpty();
        assertThat(report.notReplayed()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
    void flawedStoreIsBroughtToLight(Flaw flaw) throws Exception {
        boolean clean = true;
        for (int round = 0; clean && round < MOST_ROUNDS; round++) {
            Report report = new WorkerTrial(flaw, 1, SEED + round).run(3);
            System.out.println(flaw + ": " + report);
            clean = report.isClean();
        }
        assertThat(clean).isFalse();
    }
}
