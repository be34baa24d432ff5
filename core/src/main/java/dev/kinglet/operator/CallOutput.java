package dev.kinglet.operator;

import dev.kinglet.reduce.Run;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one call of a stage tells the driver.
 *
 * @param rows how many records reached the stage's end
 * @param badRecords how many records did not fit and were passed over
 * @param badObject the key of what was redirected, in the store of the source's policy, or null where nothing was
 * @param runs what it left for the next stage
 * @param values what is meant for the driver
 */
public record CallOutput(
        long rows, long badRecords, @Nullable String badObject, List<Run> runs, List<Object> values)
        implements Serializable {

    CallOutput(long rows, List<Run> runs, List<Object> values) {
        this(rows, 0, null, runs, values);
    }

    CallOutput with(long bad, @Nullable String object) {
        return new CallOutput(rows, bad, object, runs, values);
    }
}
