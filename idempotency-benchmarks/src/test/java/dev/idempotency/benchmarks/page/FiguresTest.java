package dev.idempotency.benchmarks.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FiguresTest {

    @Test
    void timeIsInTheLargestUnitThatLeavesTwoDigits() {
        assertThat(Figures.time(9_999)).isEqualTo("9,999 ns");
        assertThat(Figures.time(10_400)).isEqualTo("10 µs");
        assertThat(Figures.time(12_300_000)).isEqualTo("12 ms");
    }

    @Test
    void ratioThatMissesItsTargetIsBold() {
        assertThat(Figures.ratio(1.21, 1.2)).isEqualTo("**1.21**");
        assertThat(Figures.ratio(1.204, 1.2)).isEqualTo("1.20");
        assertThat(Figures.ratio(0.9, 1.2)).isEqualTo("0.90");
    }
}
