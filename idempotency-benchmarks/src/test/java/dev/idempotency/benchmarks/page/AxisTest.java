package dev.idempotency.benchmarks.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AxisTest {

    @Test
    void linearAxisGoesFromZeroPastTheGreatestInRoundSteps() {
        assertThat(Axis.linear(3352).ticks()).containsExactly(0.0, 1000.0, 2000.0, 3000.0, 4000.0);
        assertThat(Axis.linear(3352).fraction(1000)).isEqualTo(0.25);
        assertThat(Axis.linear(2).ticks()).startsWith(0.0).endsWith(2.0);
    }

    @Test
    void logarithmicAxisGoesFromOnePowerOfTenToAnother() {
        assertThat(Axis.logarithmic(380, 56_526).ticks()).containsExactly(100.0, 1000.0, 10_000.0, 100_000.0);
        assertThat(Axis.logarithmic(380, 56_526).fraction(1000)).isEqualTo(1.0 / 3);
        assertThat(Axis.logarithmic(100, 1000).ticks()).containsExactly(10.0, 100.0, 1000.0);
    }
}
