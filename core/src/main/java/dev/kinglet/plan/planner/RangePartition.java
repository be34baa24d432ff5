package dev.kinglet.plan.planner;

import dev.kinglet.operator.CallInput;
import dev.kinglet.reduce.BlockRange;
import dev.kinglet.reduce.Run;
import dev.kinglet.reduce.SortKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A range of keys of a sort.
 *
 * @param runs each in the order of the keys, with the first key of each block
 * @param from the least key, or null for no bound
 * @param before the first key that is too great, or null for no bound
 */
public record RangePartition(
        List<Run> runs,
        SortKey key,
        @Nullable Object from,
        @Nullable Object before) implements Partition {

    /** All keys of some runs. */
    public RangePartition(List<Run> runs, SortKey key) {
        this(runs, key, null, null);
    }

    /** The first key of a block, and how much lies from there to the next block of its run. */
    private record Step(Object firstKey, long bytes) {}

    private List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        for (Run run : runs) {
            int end = firstAtLeast(run, before, run.blocks());
            for (int block = firstAtLeast(run, from, 0); block < end; block++) {
                steps.add(new Step(run.firstKeys().get(block), run.bytes(block, block + 1)));
            }
        }
        Comparator<Step> byKey = (one, other) -> key.compare(one.firstKey(), other.firstKey());
        steps.sort(byKey);
        return steps;
    }

    @Override
    public long bytes() {
        return runs.stream()
                .mapToLong(run -> {
                    int first = firstAtLeast(run, from, 0);
                    return run.bytes(first, Math.max(first, firstAtLeast(run, before, run.blocks())));
                })
                .sum();
    }

    @Override
    public int runCount() {
        return runs.size();
    }

    @Override
    public List<Partition> cut(int parts) {
        List<Step> steps = steps();
        long[] sizes = steps.stream().mapToLong(Step::bytes).toArray();
        List<Partition> cut = new ArrayList<>();
        Object begin = from;
        for (int next : Partition.ends(sizes, parts)) {
            @Nullable
            Object end = next == steps.size() ? before : steps.get(next).firstKey();
            if (next < steps.size()
                    && begin != null
                    && key.compare(begin, steps.get(next).firstKey()) >= 0) {
                continue; // one key fills more than a part, which cannot be cut within it
            }
            cut.add(new RangePartition(runs, key, begin, end));
            begin = end;
        }
        return cut;
    }

    @Override
    public List<List<Partition>> groups(int runsEach) {
        return List.of(Partition.neighbours(runs, runsEach).stream()
                .map(group -> new RangePartition(group, key, from, before))
                .filter(group -> !group.ranges().isEmpty())
                .<Partition>map(group -> group)
                .toList());
    }

    @Override
    public Partition in(List<List<Run>> sides) {
        return new RangePartition(sides.getFirst(), key, from, before);
    }

    @Override
    public CallInput input() {
        return new CallInput.OfRange(ranges(), from, before);
    }

    /** The block before the first one of the range may have keys of the range, too. */
    private List<BlockRange> ranges() {
        List<BlockRange> ranges = new ArrayList<>();
        for (Run run : runs) {
            int first = Math.max(0, firstAtLeast(run, from, 1) - 1);
            int last = firstAtLeast(run, before, run.blocks());
            if (first < last && run.bytes(first, last) > 0) {
                ranges.add(run.range(first, last));
            }
        }
        return ranges;
    }

    /** The first block of a run whose first key is not before a bound, or how many blocks there are. */
    private int firstAtLeast(Run run, @Nullable Object bound, int unbounded) {
        if (bound == null) {
            return unbounded;
        }
        int low = 0;
        int high = run.blocks();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (key.compare(run.firstKeys().get(middle), bound) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
