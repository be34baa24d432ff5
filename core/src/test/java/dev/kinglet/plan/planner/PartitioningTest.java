package dev.kinglet.plan.planner;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PartitioningTest {

    private static final long MEGABYTE = 1 << 20;

    private final Partitioning plan = new Partitioning(2);

    @Test
    void littleIsOnePartitionAndMuchIsSeveralForEachWorker() {
        assertThat(plan.partitions(0)).isEqualTo(1);
        assertThat(plan.partitions(MEGABYTE)).isEqualTo(1);
        assertThat(plan.partitions(3 * MEGABYTE)).isEqualTo(3);
        assertThat(plan.partitions(100 * MEGABYTE)).isEqualTo(4);
        assertThat(plan.partitions(6_400 * MEGABYTE)).isEqualTo(100);
    }

    @Test
    void thereAreSeveralSlicesForEachPartition() {
        assertThat(plan.slices(0).count()).isEqualTo(4);
        assertThat(plan.slices(100 * MEGABYTE).count()).isEqualTo(16);
        assertThat(plan.slices(100_000_000 * MEGABYTE).count()).isEqualTo(4_096);
    }
}
