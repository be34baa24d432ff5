package dev.kinglet.pipeline;

import dev.kinglet.format.Share;
import dev.kinglet.reduce.Run;
import dev.kinglet.reduce.Stretch;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one call of a stage works on. */
public sealed interface TaskInput extends Serializable {

    /** A share of a source. */
    record OfShare(Share<?> share) implements TaskInput {}

    /** A partition of an exchange: what it has of each run. */
    record OfPartition(List<Stretch> stretches) implements TaskInput {}

    /** A partition of two exchanges. */
    record OfJoin(List<Stretch> left, List<Stretch> right) implements TaskInput {}

    /**
     * A range of a sort.
     *
     * @param from the least key, or null for no bound
     * @param before the first key that is too great, or null for no bound
     */
    record OfRange(
            List<Stretch> stretches,
            @Nullable Object from,
            @Nullable Object before) implements TaskInput {}

    /** Runs as they are, each for one call. */
    static List<TaskInput> whole(List<Run> runs) {
        return runs.stream()
                .<TaskInput>map(run -> new OfPartition(List.of(run.whole())))
                .toList();
    }
}
