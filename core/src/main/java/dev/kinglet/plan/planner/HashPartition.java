package dev.kinglet.plan.planner;

import dev.kinglet.operator.CallInput;
import dev.kinglet.reduce.BlockRange;
import dev.kinglet.reduce.HashBuckets;
import dev.kinglet.reduce.Run;
import java.util.ArrayList;
import java.util.List;

/**
 * Keys whose hashes lie in neighbouring slices.
 *
 * @param sides the runs, each in the order of the hashes with a block a slice: one list, or those of a join's left and right side
 * @param from the first slice
 * @param to the slice behind the last one
 */
public record HashPartition(List<List<Run>> sides, int from, int to) implements Partition {

    /** All keys of some runs. */
    public HashPartition(List<List<Run>> sides, HashBuckets slices) {
        this(sides, 0, slices.count());
    }

    @Override
    public long bytes() {
        return sides.stream()
                .flatMap(List::stream)
                .mapToLong(run -> run.bytes(from, to))
                .sum();
    }

    @Override
    public int runCount() {
        return sides.stream().mapToInt(List::size).sum();
    }

    @Override
    public List<Partition> cut(int parts) {
        long[] sizes = new long[to - from];
        for (List<Run> runs : sides) {
            for (Run run : runs) {
                for (int slice = 0; slice < sizes.length; slice++) {
                    sizes[slice] += run.bytes(from + slice, from + slice + 1);
                }
            }
        }
        List<Partition> cut = new ArrayList<>();
        int begin = from;
        for (int end : Partition.ends(sizes, parts)) {
            cut.add(new HashPartition(sides, begin, from + end));
            begin = from + end;
        }
        return cut;
    }

    @Override
    public List<List<Partition>> groups(int runsEach) {
        return sides.stream()
                .map(runs -> Partition.neighbours(runs, runsEach).stream()
                        .<Partition>map(group -> new HashPartition(List.of(group), from, to))
                        .filter(group -> group.bytes() > 0)
                        .toList())
                .toList();
    }

    @Override
    public Partition in(List<List<Run>> others) {
        return new HashPartition(others, from, to);
    }

    @Override
    public CallInput input() {
        return sides.size() == 1
                ? new CallInput.OfPartition(ranges(sides.getFirst()))
                : new CallInput.OfJoin(ranges(sides.getFirst()), ranges(sides.getLast()));
    }

    private List<BlockRange> ranges(List<Run> runs) {
        return runs.stream()
                .map(run -> run.range(from, to))
                .filter(range -> range.length() > 0)
                .toList();
    }
}
