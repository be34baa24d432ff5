package dev.kinglet.plan;

import dev.kinglet.pipeline.TaskInput;
import dev.kinglet.reduce.HashSlices;
import dev.kinglet.reduce.Run;
import dev.kinglet.reduce.SortKey;
import dev.kinglet.reduce.Stretch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts what producers left into what consumers take. Producers cut finely and consumers are chosen when the sizes are known, so that nobody has to
 * guess how much an operation leaves, and a slice that is larger than others stands alone. Pure.
 *
 * @param workers how many calls run at once
 */
public record PartitionPlan(int workers) {

    /** Below this, the cost of a call and of its requests outweighs the gain of spreading. */
    static final long LEAST_BYTES = 1 << 20;

    /** Above this, one attempt that is lost costs too much. Memory does not bound it: consumers merge streams. */
    static final long MOST_BYTES = 64 << 20;

    /** A side of a join up to this size is read whole by each call of the other: as objects it takes several times as much memory. */
    private static final long BROADCAST_BYTES = 8 << 20;

    /** So that a partition that takes longer than others does not leave the other workers without work for long. */
    static final int PARTITIONS_PER_WORKER = 2;

    /** Slices for each partition that is expected: the finer they are, the more even partitions become. */
    private static final int SLICES_PER_PARTITION = 4;

    /** A block has an overhead of some hundred bytes; beyond this many a producer's object is mostly that. */
    private static final int MOST_SLICE_BITS = 12;

    /** Whether so many bytes are little enough to be read by every call of the other side of a join. */
    public boolean isSmall(long bytes) {
        return bytes <= BROADCAST_BYTES;
    }

    /** How many partitions suit so many bytes. */
    public int partitions(long bytes) {
        long spread = Math.min(Math.ceilDiv(bytes, LEAST_BYTES), (long) PARTITIONS_PER_WORKER * workers);
        return (int) Math.clamp(Math.ceilDiv(bytes, MOST_BYTES), Math.max(1, spread), Integer.MAX_VALUE);
    }

    /**
     * How finely producers should cut.
     *
     * @param inputBytes about how many bytes all producers read, of which they leave as much or less
     */
    public HashSlices slices(long inputBytes) {
        long slices = (long) SLICES_PER_PARTITION * partitions(inputBytes);
        int bits = Long.SIZE - Long.numberOfLeadingZeros(slices - 1);
        return new HashSlices(Math.min(bits, MOST_SLICE_BITS));
    }

    /** The partitions of an exchange by hash, each a few neighbouring slices of every run. */
    public List<TaskInput> byHash(List<Run> runs) {
        return bySlices(List.of(runs)).stream()
                .<TaskInput>map(sides -> new TaskInput.OfPartition(sides.getFirst()))
                .toList();
    }

    /** The partitions of two exchanges with the same slices, each the same slices of both. */
    public List<TaskInput> byHash(List<Run> left, List<Run> right) {
        return bySlices(List.of(left, right)).stream()
                .<TaskInput>map(sides -> new TaskInput.OfJoin(sides.get(0), sides.get(1)))
                .toList();
    }

    private List<List<List<Stretch>>> bySlices(List<List<Run>> sides) {
        List<Run> all = sides.stream().flatMap(List::stream).toList();
        if (all.isEmpty()) {
            return List.of();
        }
        int slices = all.getFirst().blocks();
        long[] sizes = new long[slices];
        for (Run run : all) {
            for (int slice = 0; slice < slices; slice++) {
                sizes[slice] += run.bytes(slice, slice + 1);
            }
        }
        List<List<List<Stretch>>> partitions = new ArrayList<>();
        int from = 0;
        for (int to : cuts(sizes)) {
            int first = from;
            partitions.add(
                    sides.stream().map(runs -> stretches(runs, first, to)).toList());
            from = to;
        }
        return partitions;
    }

    private static List<Stretch> stretches(List<Run> runs, int from, int to) {
        return runs.stream()
                .map(run -> run.stretch(from, to))
                .filter(stretch -> stretch.length() > 0)
                .toList();
    }

    /** Where partitions end: before which slice. They are about as large as each other, as far as slices allow, and none is empty. */
    private List<Integer> cuts(long[] sizes) {
        long left = 0;
        for (long size : sizes) {
            left += size;
        }
        int partitions = partitions(left);
        List<Integer> cuts = new ArrayList<>();
        long size = 0;
        for (int slice = 0; slice < sizes.length; slice++) {
            size += sizes[slice];
            boolean last = cuts.size() == partitions - 1;
            if (!last && size > 0 && size * (partitions - cuts.size()) >= left) {
                cuts.add(slice + 1);
                left -= size;
                size = 0;
            }
        }
        if (size > 0) {
            cuts.add(sizes.length);
        }
        return cuts;
    }

    /** The first key of a block, and how much lies from there to the next block of its run. */
    private record Step(Object firstKey, long bytes) {}

    /** The ranges of a sort: between them all keys, each key in one. */
    public List<TaskInput> byKey(List<Run> runs, SortKey key) {
        List<Step> steps = new ArrayList<>();
        for (Run run : runs) {
            for (int block = 0; block < run.blocks(); block++) {
                steps.add(new Step(run.firstKeys().get(block), run.bytes(block, block + 1)));
            }
        }
        Comparator<Step> byKey = (one, other) -> key.compare(one.firstKey(), other.firstKey());
        steps.sort(byKey);
        long[] sizes = steps.stream().mapToLong(Step::bytes).toArray();
        List<TaskInput> ranges = new ArrayList<>();
        Object from = null;
        for (int cut : cuts(sizes)) {
            @Nullable
            Object before = cut == steps.size() ? null : steps.get(cut).firstKey();
            if (before != null && from != null && key.compare(from, before) >= 0) {
                continue; // one key fills more than a partition, which cannot be cut within it
            }
            ranges.add(range(runs, key, from, before));
            from = before;
        }
        return ranges;
    }

    private static TaskInput range(List<Run> runs, SortKey key, @Nullable Object from, @Nullable Object before) {
        List<Stretch> stretches = new ArrayList<>();
        for (Run run : runs) {
            int first = from == null ? 0 : Math.max(0, firstAtLeast(run, key, from) - 1);
            int last = before == null ? run.blocks() : firstAtLeast(run, key, before);
            if (first < last && run.bytes(first, last) > 0) {
                stretches.add(run.stretch(first, last));
            }
        }
        return new TaskInput.OfRange(stretches, from, before);
    }

    /** The first block of a run whose first key is not before a bound, or how many blocks there are. */
    private static int firstAtLeast(Run run, SortKey key, Object bound) {
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
