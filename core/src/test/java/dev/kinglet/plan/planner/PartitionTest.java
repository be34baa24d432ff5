package dev.kinglet.plan.planner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinglet.SortOrder;
import dev.kinglet.operator.CallInput;
import dev.kinglet.reduce.BlockRange;
import dev.kinglet.reduce.Run;
import dev.kinglet.reduce.SortKey;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PartitionTest {

    private static final long MEGABYTE = 1 << 20;

    private final Partitioning plan = new Partitioning(2);

    private static Run run(String object, List<Object> firstKeys, long... sizes) {
        long[] offsets = new long[sizes.length + 1];
        for (int i = 0; i < sizes.length; i++) {
            offsets[i + 1] = offsets[i] + sizes[i];
        }
        return new Run(object, offsets, new int[sizes.length], firstKeys);
    }

    private List<CallInput> hashed(List<Run> runs) {
        int slices = runs.isEmpty() ? 1 : runs.getFirst().blocks();
        return plan.inputs(List.of(new HashPartition(List.of(runs), 0, slices)));
    }

    private List<CallInput> keyed(List<Run> runs, SortKey key) {
        return plan.inputs(List.of(new RangePartition(runs, key)));
    }

    private static List<BlockRange> ranges(CallInput input) {
        return switch (input) {
            case CallInput.OfPartition partition -> partition.ranges();
            case CallInput.OfRange range -> range.ranges();
            default -> throw new AssertionError("not a partition: " + input);
        };
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

            List<CallInput> partitions = hashed(runs);

            long covered = partitions.stream()
                    .flatMap(partition -> ranges(partition).stream())
                    .mapToLong(BlockRange::length)
                    .sum();
            assertThat(covered).isEqualTo(runs.stream().mapToLong(Run::bytes).sum());
            for (Run run : runs) {
                long next = 0;
                for (CallInput partition : partitions) {
                    for (BlockRange range : ranges(partition)) {
                        if (range.object().equals(run.object())) {
                            assertThat(range.offset()).isEqualTo(next);
                            next += range.length();
                        }
                    }
                }
            }
        }
    }

    @Test
    void aSliceThatIsLargerThanOthersStandsAlone() {
        List<CallInput> partitions =
                hashed(List.of(run("object", List.of(), MEGABYTE, MEGABYTE, 60 * MEGABYTE, MEGABYTE)));

        assertThat(partitions.stream()
                        .map(partition -> ranges(partition).getFirst().length()))
                .containsExactly(62 * MEGABYTE, MEGABYTE);
    }

    @Test
    void rangesOfASortMeetAtKeys() {
        SortKey key = new SortKey(row -> row, SortOrder.ASCENDING);
        List<Object> firstKeys = List.of(0, 10, 20, 30);
        Run one = run("one", firstKeys, MEGABYTE, MEGABYTE, MEGABYTE, MEGABYTE);
        Run other = run("other", List.of(5, 15, 25, 35), MEGABYTE, MEGABYTE, MEGABYTE, MEGABYTE);

        List<CallInput> ranges = keyed(List.of(one, other), key);

        assertThat(ranges).hasSize(4);
        Object before = null;
        for (CallInput input : ranges) {
            CallInput.OfRange range = (CallInput.OfRange) input;
            assertThat(range.from()).isEqualTo(before);
            before = range.before();
        }
        assertThat(before).isNull();
        // The block before the one at which a range begins has keys of the range, too.
        CallInput.OfRange second = (CallInput.OfRange) ranges.get(1);
        assertThat(second.from()).isEqualTo(10);
        assertThat(second.ranges())
                .containsExactly(new BlockRange("one", 0, 2 * MEGABYTE), new BlockRange("other", 0, 2 * MEGABYTE));
    }

    @Test
    void oneKeyThatFillsEverythingIsOneRange() {
        SortKey key = new SortKey(row -> row, SortOrder.ASCENDING);
        Run run = run("one", List.of(7, 7, 7, 7), 9 * MEGABYTE, 9 * MEGABYTE, 9 * MEGABYTE, 9 * MEGABYTE);

        List<CallInput> ranges = keyed(List.of(run), key);

        assertThat(ranges).hasSize(2);
        assertThat(ranges(ranges.getLast())).containsExactly(new BlockRange("one", 0, 36 * MEGABYTE));
    }

    @Test
    void nothingIsNoPartition() {
        assertThat(hashed(List.of())).isEmpty();
        assertThat(keyed(List.of(), new SortKey(row -> row, SortOrder.ASCENDING)))
                .isEmpty();
    }

    @Test
    void groupsOfAPartHaveEachRunOnceAndNoOtherKeys() {
        List<Run> runs = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            runs.add(run("object" + i, List.of(), MEGABYTE, MEGABYTE, MEGABYTE, MEGABYTE));
        }
        Partition part = new HashPartition(List.of(runs), 0, 4).cut(2).getLast();

        List<Partition> groups = part.groups(3).getFirst();

        assertThat(groups.stream().map(Partition::runCount)).containsExactly(3, 3, 1);
        assertThat(groups.stream().flatMap(group -> ranges(group.input()).stream()))
                .containsExactlyElementsOf(runs.stream()
                        .map(run -> new BlockRange(run.object(), 2 * MEGABYTE, 2 * MEGABYTE))
                        .toList());
    }

    @Test
    void sidesOfAJoinAreGroupedEachByItself() {
        Run left = run("left", List.of(), MEGABYTE, MEGABYTE);
        Run right = run("right", List.of(), MEGABYTE, 0);
        Partition lastSlice = new HashPartition(List.of(List.of(left, left, left), List.of(right)), 0, 2)
                .cut(2)
                .getLast();

        List<List<Partition>> groups = lastSlice.groups(2);

        assertThat(groups.stream().map(List::size)).containsExactly(2, 0);
    }

    @Test
    void partsOfASortKeepTheirBoundsWhenTheirRunsAreCombined() {
        SortKey key = new SortKey(row -> row, SortOrder.ASCENDING);
        Run run = run("one", List.of(0, 10, 20, 30), MEGABYTE, MEGABYTE, MEGABYTE, MEGABYTE);
        Partition upper = new RangePartition(List.of(run), key).cut(2).getLast();

        Partition combined = upper.in(List.of(List.of(run("combined", List.of(20, 30), MEGABYTE, MEGABYTE))));
        List<Partition> cut = combined.cut(2);

        assertThat(upper.input()).isEqualTo(new CallInput.OfRange(List.of(run.range(1, 4)), 20, null));
        assertThat(cut.stream().map(Partition::input))
                .containsExactly(
                        new CallInput.OfRange(List.of(new BlockRange("combined", 0, MEGABYTE)), 20, 30),
                        new CallInput.OfRange(List.of(new BlockRange("combined", 0, 2 * MEGABYTE)), 30, null));
    }
}
