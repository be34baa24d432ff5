package dev.kinglet.plan.planner;

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

class SpanTest {

    private static final long MEGABYTE = 1 << 20;

    private final PartitionPlan plan = new PartitionPlan(2);

    private static Run run(String object, List<Object> firstKeys, long... sizes) {
        long[] offsets = new long[sizes.length + 1];
        for (int i = 0; i < sizes.length; i++) {
            offsets[i + 1] = offsets[i] + sizes[i];
        }
        return new Run(object, offsets, new int[sizes.length], firstKeys);
    }

    private List<TaskInput> hashed(List<Run> runs) {
        int slices = runs.isEmpty() ? 1 : runs.getFirst().blocks();
        return plan.inputs(List.of(new HashSpan(List.of(runs), 0, slices)));
    }

    private List<TaskInput> keyed(List<Run> runs, SortKey key) {
        return plan.inputs(List.of(new KeySpan(runs, key)));
    }

    private static List<Stretch> stretches(TaskInput input) {
        return switch (input) {
            case TaskInput.OfPartition partition -> partition.stretches();
            case TaskInput.OfRange range -> range.stretches();
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

            List<TaskInput> partitions = hashed(runs);

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
                hashed(List.of(run("object", List.of(), MEGABYTE, MEGABYTE, 60 * MEGABYTE, MEGABYTE)));

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

        List<TaskInput> ranges = keyed(List.of(one, other), key);

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

        List<TaskInput> ranges = keyed(List.of(run), key);

        assertThat(ranges).hasSize(2);
        assertThat(stretches(ranges.getLast())).containsExactly(new Stretch("one", 0, 36 * MEGABYTE));
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
        Span part = new HashSpan(List.of(runs), 0, 4).cut(2).getLast();

        List<Span> groups = part.groups(3).getFirst();

        assertThat(groups.stream().map(Span::runCount)).containsExactly(3, 3, 1);
        assertThat(groups.stream().flatMap(group -> stretches(group.input()).stream()))
                .containsExactlyElementsOf(runs.stream()
                        .map(run -> new Stretch(run.object(), 2 * MEGABYTE, 2 * MEGABYTE))
                        .toList());
    }

    @Test
    void sidesOfAJoinAreGroupedEachByItself() {
        Run left = run("left", List.of(), MEGABYTE, MEGABYTE);
        Run right = run("right", List.of(), MEGABYTE, 0);
        Span lastSlice = new HashSpan(List.of(List.of(left, left, left), List.of(right)), 0, 2)
                .cut(2)
                .getLast();

        List<List<Span>> groups = lastSlice.groups(2);

        assertThat(groups.stream().map(List::size)).containsExactly(2, 0);
    }

    @Test
    void partsOfASortKeepTheirBoundsWhenTheirRunsAreCombined() {
        SortKey key = new SortKey(row -> row, SortOrder.ASCENDING);
        Run run = run("one", List.of(0, 10, 20, 30), MEGABYTE, MEGABYTE, MEGABYTE, MEGABYTE);
        Span upper = new KeySpan(List.of(run), key).cut(2).getLast();

        Span combined = upper.in(List.of(List.of(run("combined", List.of(20, 30), MEGABYTE, MEGABYTE))));
        List<Span> cut = combined.cut(2);

        assertThat(upper.input()).isEqualTo(new TaskInput.OfRange(List.of(run.stretch(1, 4)), 20, null));
        assertThat(cut.stream().map(Span::input))
                .containsExactly(
                        new TaskInput.OfRange(List.of(new Stretch("combined", 0, MEGABYTE)), 20, 30),
                        new TaskInput.OfRange(List.of(new Stretch("combined", 0, 2 * MEGABYTE)), 30, null));
    }
}
