package dev.kinglet.reduce;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MemoryEstimateTest {

    record Point(String name, double[] values) {}

    private static long of(Object object) {
        return new MemoryEstimate().add(object);
    }

    @Test
    void whatHoldsMuchCountsForMuch() {
        assertThat(of(new byte[100_000])).isBetween(100_000L, 110_000L);
        assertThat(of("x".repeat(100_000))).isBetween(100_000L, 110_000L);
        assertThat(of(new double[10_000])).isBetween(80_000L, 90_000L);
        assertThat(of(new Point("v", new double[10_000]))).isBetween(80_000L, 90_000L);
        assertThat(of(new Object[] {new byte[50_000], "y".repeat(50_000)})).isBetween(100_000L, 110_000L);
        assertThat(of(List.of(new byte[50_000], Optional.of(new byte[50_000])))).isBetween(100_000L, 110_000L);
    }

    @Test
    void theMeanOfWhatWasReckonedStandsForTheOthers() {
        MemoryEstimate estimate = new MemoryEstimate();
        long first = estimate.add(new byte[1_000]);

        assertThat(estimate.add(new byte[1])).isEqualTo(first);
    }
}
