package dev.kinglet.plan.planner;

import dev.kinglet.pipeline.TaskInput;
import dev.kinglet.reduce.HashSlices;
import dev.kinglet.reduce.Run;
import dev.kinglet.reduce.Stretch;
import java.util.ArrayList;
import java.util.List;

/**
 * Keys whose hashes lie in neighbouring slices.
 *
 * @param sides the runs, each in the order of the hashes with a block a slice: one list, or those of a join's left and right side
 * @param from the first slice
 * @param to the slice behind the last one
 */
public record HashSpan(List<List<Run>> sides, int from, int to) implements Span {

    /** All keys of some runs. */
    public HashSpan(List<List<Run>> sides, HashSlices slices) {
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
    public List<Span> cut(int parts) {
        long[] sizes = new long[to - from];
        for (List<Run> runs : sides) {
            for (Run run : runs) {
                for (int slice = 0; slice < sizes.length; slice++) {
                    sizes[slice] += run.bytes(from + slice, from + slice + 1);
                }
            }
        }
        List<Span> cut = new ArrayList<>();
        int begin = from;
        for (int end : Span.ends(sizes, parts)) {
            cut.add(new HashSpan(sides, begin, from + end));
            begin = from + end;
        }
        return cut;
    }

    @Override
    public List<List<Span>> groups(int runsEach) {
        return sides.stream()
                .map(runs -> Span.neighbours(runs, runsEach).stream()
                        .<Span>map(group -> new HashSpan(List.of(group), from, to))
                        .filter(group -> group.bytes() > 0)
                        .toList())
                .toList();
    }

    @Override
    public Span in(List<List<Run>> others) {
        return new HashSpan(others, from, to);
    }

    @Override
    public TaskInput input() {
        return sides.size() == 1
                ? new TaskInput.OfPartition(stretches(sides.getFirst()))
                : new TaskInput.OfJoin(stretches(sides.getFirst()), stretches(sides.getLast()));
    }

    private List<Stretch> stretches(List<Run> runs) {
        return runs.stream()
                .map(run -> run.stretch(from, to))
                .filter(stretch -> stretch.length() > 0)
                .toList();
    }
}
