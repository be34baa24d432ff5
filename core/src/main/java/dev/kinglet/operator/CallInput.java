package dev.kinglet.operator;

import dev.kinglet.format.Share;
import dev.kinglet.reduce.BlockRange;
import dev.kinglet.reduce.Run;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one call of a stage works on. */
public sealed interface CallInput extends Serializable {

    /** A share of a source. */
    record OfShare(Share<?> share) implements CallInput {}

    /** A partition of an exchange: what it has of each run. */
    record OfPartition(List<BlockRange> ranges) implements CallInput {}

    /** A partition of two exchanges. */
    record OfJoin(List<BlockRange> left, List<BlockRange> right) implements CallInput {}

    /**
     * A range of a sort.
     *
     * @param from the least key, or null for no bound
     * @param before the first key that is too great, or null for no bound
     */
    record OfRange(
            List<BlockRange> ranges,
            @Nullable Object from,
            @Nullable Object before) implements CallInput {}

    /** Runs as they are, each for one call. */
    static List<CallInput> whole(List<Run> runs) {
        return runs.stream()
                .<CallInput>map(run -> new OfPartition(List.of(run.whole())))
                .toList();
    }
}
