package dev.kinglet.plan.planner;

import dev.kinglet.operator.CallInput;
import dev.kinglet.reduce.HashBuckets;
import java.util.List;

/**
 * Cuts what producers left into what consumers take. Producers cut finely and consumers are chosen when the sizes are known, so that nobody has to
 * guess how much an operation leaves, and a slice that is larger than others stands alone. Pure.
 *
 * @param workers how many calls run at once
 * @param leastBytes below so many a partition is not worth a call of its own
 */
public record Partitioning(int workers, long leastBytes) {

    /** Below this, the cost of a call and of its requests outweighs the gain of spreading. */
    private static final long LEAST_BYTES = 1 << 20;

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

    /** Partitions as large as pays. */
    public Partitioning(int workers) {
        this(workers, LEAST_BYTES);
    }

    /** Whether so many bytes are little enough to be read by every call of the other side of a join. */
    public boolean isSmall(long bytes) {
        return bytes <= BROADCAST_BYTES;
    }

    /** How many partitions suit so many bytes. */
    public int partitions(long bytes) {
        long spread = Math.min(Math.ceilDiv(bytes, leastBytes), (long) PARTITIONS_PER_WORKER * workers);
        return (int) Math.clamp(Math.ceilDiv(bytes, MOST_BYTES), Math.max(1, spread), Integer.MAX_VALUE);
    }

    /**
     * How finely producers should cut.
     *
     * @param inputBytes about how many bytes all producers read, of which they leave as much or less
     */
    public HashBuckets slices(long inputBytes) {
        long slices = (long) SLICES_PER_PARTITION * partitions(inputBytes);
        int bits = Long.SIZE - Long.numberOfLeadingZeros(slices - 1);
        return new HashBuckets(Math.min(bits, MOST_SLICE_BITS));
    }

    /** What consumers take of the parts of an exchange: none takes of two. */
    public List<CallInput> inputs(List<Partition> parts) {
        long bytes = parts.stream().mapToLong(Partition::bytes).sum();
        int partitions = partitions(bytes);
        return parts.stream()
                .flatMap(part ->
                        part
                                .cut((int) Math.max(
                                        1, Math.round((double) partitions * part.bytes() / Math.max(1, bytes))))
                                .stream())
                .map(Partition::input)
                .toList();
    }
}
