package dev.kinglet.plan.planner;

import dev.kinglet.invoke.PlatformProfile;
import dev.kinglet.operator.OperatorContext;
import dev.kinglet.reduce.Exchange;
import dev.kinglet.store.StoreProfile;
import java.util.Comparator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Chooses between two ways of an exchange: each consumer reads each run (one level), or combiners merge the runs in groups before, each some
 * of the keys, so that a consumer reads a run of each group (two levels). Two levels are fewer reads, about {@code 2 × P × √P} in place of
 * {@code P × P}, and all bytes once more. Pure.
 *
 * @param workers how many calls run at once
 * @param memoryMegabytes of a function
 * @param platform what calls cost, and what of their memory is heap
 * @param store what the store takes
 */
public record ExchangePlanner(int workers, int memoryMegabytes, PlatformProfile platform, StoreProfile store) {

    private static final long MEGABYTE = 1 << 20;

    /** An upload sends parts of this size, each of which is a request. */
    private static final double PART_BYTES = 8 << 20;

    /**
     * What is exchanged.
     *
     * @param bytes of all runs
     * @param runs how many there are
     * @param partitions how many consumers will read them
     */
    public record Load(long bytes, int runs, int partitions) {}

    /**
     * How runs are combined.
     *
     * @param parts into how many parts the keys are cut
     * @param runsEach how many neighbouring runs a combiner merges
     */
    public record Grid(int parts, int runsEach) {}

    /** What a way comes to. */
    record Cost(double reads, double uploads, double seconds, double dollars) {

        /** Time is money, as functions cost by the second; where they cost nothing it counts by itself. */
        static final Comparator<Cost> BY_PRICE =
                Comparator.comparingDouble(Cost::dollars).thenComparingDouble(Cost::seconds);

        Cost plus(Cost other) {
            return new Cost(
                    reads + other.reads, uploads + other.uploads, seconds + other.seconds, dollars + other.dollars);
        }
    }

    /**
     * What was chosen.
     *
     * @param grid how runs are combined before consumers read them, or null where consumers read them as they are
     * @param why with the figures of both ways
     */
    public record Strategy(@Nullable Grid grid, String why) {
        public int levels() {
            return grid == null ? 1 : 2;
        }
    }

    private long budgetBytes() {
        return OperatorContext.budgetBytes(
                (long) (memoryMegabytes * MEGABYTE * platform.heap().share()));
    }

    /** How many runs a call can merge in its memory. */
    public int mostRuns() {
        return Exchange.mostRuns(budgetBytes());
    }

    /** The groups and parts that take the fewest reads, with about as many combiners as consumers: √runs groups, and as many parts as that leaves. */
    public Grid grid(Load load) {
        double root = Math.sqrt(load.runs());
        int groups = Math.max(1, (int) Math.ceil(root));
        int runsEach = Math.clamp(Math.ceilDiv(load.runs(), groups), 2, mostRuns());
        return new Grid((int) Math.max(1, Math.round(load.partitions() / Math.max(1, root))), runsEach);
    }

    /** The cheaper way, or the one that memory leaves. */
    public Strategy choose(Load load) {
        Grid grid = grid(load);
        Cost one = oneLevel(load);
        Cost two = twoLevels(load, grid);
        if (load.runs() > mostRuns()) {
            return new Strategy(
                    grid,
                    "two levels, since there are " + load.runs() + " runs and a call with " + memoryMegabytes
                            + " MB merges at most " + mostRuns() + ": " + describe(two));
        }
        boolean pays = Cost.BY_PRICE.compare(two, one) < 0;
        return pays
                ? new Strategy(grid, "two levels: " + describe(two) + "; one would be " + describe(one))
                : new Strategy(null, "one level: " + describe(one) + "; two would be " + describe(two));
    }

    private String describe(Cost cost) {
        String uploads = cost.uploads() == 0 ? "" : String.format(Locale.ROOT, "%,.0f uploads, ", cost.uploads());
        String dollars = store.charges() ? String.format(Locale.ROOT, ", %.4f dollars", cost.dollars()) : "";
        String time = cost.seconds() < 1
                ? String.format(Locale.ROOT, "%.0f ms", cost.seconds() * 1e3)
                : String.format(Locale.ROOT, "%.1f s", cost.seconds());
        return String.format(Locale.ROOT, "%,.0f reads, %s%s%s", cost.reads(), uploads, time, dollars);
    }

    Cost oneLevel(Load load) {
        return stage(load.bytes(), load.partitions(), load.runs(), 0);
    }

    Cost twoLevels(Load load, Grid grid) {
        int groups = Math.ceilDiv(load.runs(), grid.runsEach());
        return stage(load.bytes(), groups * grid.parts(), grid.runsEach(), load.bytes())
                .plus(stage(load.bytes(), load.partitions(), groups, 0));
    }

    /** Calls that share the reading of some bytes, each from some runs, and write as many or none. */
    private Cost stage(long bytes, int calls, int runsEach, long written) {
        double first = (double) calls * runsEach;
        // What does not come with the first piece of a run is asked for when the merge is there, piece by piece.
        double later = Math.max(0, bytes / (double) Exchange.pieceBytes(budgetBytes(), runsEach) - first);
        double uploads = written == 0 ? 0 : calls + written / PART_BYTES;
        double busy = (first / store.requestsAtOnce() + later + uploads) * store.requestSeconds()
                + bytes / store.readBytesPerSecond()
                + written / store.writeBytesPerSecond();
        int active = Math.clamp(calls, 1, workers);
        double seconds = Math.max(
                busy / active, Math.max((first + later) / store.readsPerSecond(), uploads / store.uploadsPerSecond()));
        PlatformProfile.Prices prices = platform.prices();
        double dollars = prices.dollars(prices.gigabyteSeconds(seconds * active, memoryMegabytes), calls)
                + (first + later) * store.dollarsPerRead()
                + uploads * store.dollarsPerUpload();
        return new Cost(first + later, uploads, seconds + store.stageSeconds(), dollars);
    }
}
