package dev.kinglet.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinglet.SortOrder;
import dev.kinglet.pipeline.TaskInput;
import dev.kinglet.reduce.Run;
import dev.kinglet.reduce.SortKey;
import dev.kinglet.reduce.Stretch;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PartitionPlanTest {

    private static final long MEGABYTE = 1 << 20;

    private final PartitionPlan plan = new PartitionPlan(2);

    private static Run run(String object, List<Object> firstKeys, long... sizes) {
        long[] offsets = new long[sizes.length + 1];
        for (int i = 0; i < sizes.length; i++) {
            offsets[i + 1] = offsets[i] + sizes[i];
        }
        return new Run(object, offsets, new int[sizes.length], firstKeys);
    }

    private static List<Stretch> stretches(TaskInput input) {
        return switch (input) {
            case TaskInput.OfPartition partition -> partition.stretches();
            case TaskInput.OfRange range -> range.stretches();
            default -> throw new AssertionError("not a partition: " + input);
        };
    }

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

    @Test
    void partitionsCoverEverySliceOfEveryRunOnce() {
        SplittableRandom random = new SplittableRandom(5);
        for (int round = 0; round < 200; round++) {
            List<Run> runs = new ArrayList<>();
            for (int i = random.nextInt(1, 5); i > 0; i--) {
                long[] sizes = random.longs(16, 0, 3 * MEGABYTE)
                        .map(size -> size < MEGABYTE ? 0 : size)
                        .toArray();
                runs.add(run("object" + i, List.of(), sizes));
            }

            List<TaskInput> partitions = plan.byHash(runs);

            long covered = partitions.stream()
                    .flatMap(partition -> stretches(partition).stream())
                    .mapToLong(Stretch::length)
                    .sum();
            assertThat(covered).isEqualTo(runs.stream().mapToLong(Run::bytes).sum());
            for (Run run : runs) {
                long next = 0;
                for (TaskInput partition : partitions) {
                    for (Stretch stretch : stretches(partition)) {
                        if (stretch.object().equals(run.object())) {
                            assertThat(stretch.offset()).isEqualTo(next);
                            next += stretch.length();
                        }
                    }
                }
            }
        }
    }

    @Test
    void aSliceThatIsLargerThanOthersStandsAlone() {
        List<TaskInput> partitions =
                plan.byHash(List.of(run("object", List.of(), MEGABYTE, MEGABYTE, 60 * MEGABYTE, MEGABYTE)));

        assertThat(partitions.stream()
                        .map(partition -> stretches(partition).getFirst().length()))
                .containsExactly(62 * MEGABYTE, MEGABYTE);
    }

    @Test
    void rangesOfASortMeetAtKeys() {
        SortKey key = new SortKey(row -> row, SortOrder.ASCENDING);
        List<Object> firstKeys = List.of(0, 10, 20, 30);
        Run one = run("one", firstKeys, MEGABYTE, MEGABYTE, MEGABYTE, MEGABYTE);
        Run other = run("other", List.of(5, 15, 25, 35), MEGABYTE, MEGABYTE, MEGABYTE, MEGABYTE);

        List<TaskInput> ranges = plan.byKey(List.of(one, other), key);

        assertThat(ranges).hasSize(4);
        Object before = null;
        for (TaskInput input : ranges) {
            TaskInput.OfRange range = (TaskInput.OfRange) input;
            assertThat(range.from()).isEqualTo(before);
            before = range.before();
        }
        assertThat(before).isNull();
        // The block before the one at which a range begins has keys of the range, too.
        TaskInput.OfRange second = (TaskInput.OfRange) ranges.get(1);
        assertThat(second.from()).isEqualTo(10);
        assertThat(second.stretches())
                .containsExactly(new Stretch("one", 0, 2 * MEGABYTE), new Stretch("other", 0, 2 * MEGABYTE));
    }

    @Test
    void oneKeyThatFillsEverythingIsOneRange() {
        SortKey key = new SortKey(row -> row, SortOrder.ASCENDING);
        Run run = run("one", List.of(7, 7, 7, 7), 9 * MEGABYTE, 9 * MEGABYTE, 9 * MEGABYTE, 9 * MEGABYTE);

        List<TaskInput> ranges = plan.byKey(List.of(run), key);

        assertThat(ranges).hasSize(2);
        assertThat(stretches(ranges.getLast())).containsExactly(new Stretch("one", 0, 36 * MEGABYTE));
    }

    @Test
    void nothingIsNoPartition() {
        assertThat(plan.byHash(List.of())).isEmpty();
        assertThat(plan.byKey(List.of(), new SortKey(row -> row, SortOrder.ASCENDING)))
                .isEmpty();
    }
}
