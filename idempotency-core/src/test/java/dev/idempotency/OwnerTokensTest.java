package dev.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("C1")
class OwnerTokensTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    private final OwnerTokens tokens = new OwnerTokens();

    @Test
    @DisplayName("C1: no two claims have the same token, on any number of threads, as time passes")
    void tokensAreUnique() throws InterruptedException {
        Set<String> seen = ConcurrentHashMap.newKeySet();
        List<Thread> threads = IntStream.range(0, 8)
                .mapToObj(number -> new Thread(() -> {
                    for (int i = 0; i < 20_000; i++) {
                        seen.add(tokens.next(NOW.plusMillis(i / 10)));
                    }
                }))
                .toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(seen).hasSize(8 * 20_000);
    }

    @Test
    @DisplayName("C1: another config's tokens are others, at the same time and count")
    void tokensOfAnotherConfigDiffer() {
        assertThat(series(tokens.next(NOW))).isNotEqualTo(series(new OwnerTokens().next(NOW)));
    }

    @Test
    @DisplayName("C1: processes restored from one snapshot share no random number a tenth of a second later")
    void randomNumberLastsForATenthOfASecond() {
        String first = tokens.next(NOW);

        assertThat(series(tokens.next(NOW.plusMillis(99)))).isEqualTo(series(first));
        assertThat(series(tokens.next(NOW.plusMillis(100)))).isNotEqualTo(series(first));
    }

    @Test
    @DisplayName("C1: a clock that was set back brings a new random number")
    void clockThatWasSetBackBeginsAnew() {
        String first = tokens.next(NOW);

        assertThat(series(tokens.next(NOW.minus(Duration.ofMillis(1))))).isNotEqualTo(series(first));
    }

    private static String series(String token) {
        return token.substring(0, token.lastIndexOf('-'));
    }
}
