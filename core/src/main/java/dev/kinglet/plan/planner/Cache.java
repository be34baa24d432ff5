package dev.kinglet.plan.planner;

import dev.kinglet.closure.ProgramCode;
import dev.kinglet.reduce.Run;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Where the records of a cached dataset lie, once an action has computed them. Thread-safe. */
public final class Cache {

    /**
     * What was left.
     *
     * @param code what its rows are made of
     */
    public record Records(List<Run> runs, ProgramCode code) {}

    private volatile @Nullable Records records;

    /** What an earlier action left, or null if none has. */
    public @Nullable Records ifThere() {
        return records;
    }

    /** Where the records lie, computing them if nobody has yet. Who asks meanwhile waits, and computes them itself if that fails. */
    public synchronized Records get(Supplier<Records> compute) {
        Records present = records;
        if (present == null) {
            present = compute.get();
            records = present;
        }
        return present;
    }
}
