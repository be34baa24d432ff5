package dev.kinglet.bench.shuffle;

import dev.kinglet.Count;
import dev.kinglet.Dataset;
import dev.kinglet.DatasetJob;
import dev.kinglet.FunctionExecutor;
import dev.kinglet.Group;
import dev.kinglet.Pair;
import dev.kinglet.Sources;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Pairs that functions make and bring together by key, so that nothing but the exchange reads or writes much. Immutable.
 *
 * @param rows how many pairs; their values are 0, 1 and so on
 * @param keys how many different keys, each as often as any other, give or take one
 */
public record Shuffle(long rows, long keys) {

    /** Spreads keys over all 64-bit numbers; it is odd, so that no two become one. */
    private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

    /** @throws IllegalArgumentException if there is no row or no key */
    public Shuffle {
        if (rows < 1 || keys < 1) {
            throw new IllegalArgumentException(
                    "there must be at least 1 row and 1 key, but are " + rows + " and " + keys);
        }
    }

    /** What a consumer was given: the different keys, the rows, and the sum of their values, or of none where rows were counted. */
    private record Tally(long keys, long rows, long sum) {

        static Tally ofGroups(Iterator<Group<Long, Long>> groups) {
            long keys = 0;
            long rows = 0;
            long sum = 0;
            while (groups.hasNext()) {
                keys++;
                for (long value : groups.next()) {
                    rows++;
                    sum += value;
                }
            }
            return new Tally(keys, rows, sum);
        }

        static Tally ofCounts(Iterator<Count<Long>> counts) {
            long keys = 0;
            long rows = 0;
            while (counts.hasNext()) {
                keys++;
                rows += counts.next().count();
            }
            return new Tally(keys, rows, 0);
        }

        Tally plus(Tally other) {
            return new Tally(keys + other.keys, rows + other.rows, sum + other.sum);
        }
    }

    /**
     * Brings all values of each key together, and adds them up there.
     *
     * @throws IllegalStateException if a row was lost or came twice
     */
    public ShuffleDone group(FunctionExecutor executor) {
        return run(
                pairs(executor)
                        .keyBy(Pair::key)
                        .mapValues(Pair::value)
                        .groupByKey()
                        .mapPartitions(groups -> List.of(Tally.ofGroups(groups)).iterator()),
                rows * (rows - 1) / 2);
    }

    /**
     * Counts how often each key occurs, where the rows are and then across functions.
     *
     * @throws IllegalStateException if a row was lost or came twice
     */
    public ShuffleDone count(FunctionExecutor executor) {
        return run(
                pairs(executor)
                        .keyBy(Pair::key)
                        .countByKey()
                        .mapPartitions(counts -> List.of(Tally.ofCounts(counts)).iterator()),
                0);
    }

    private Dataset<Pair<Long, Long>> pairs(FunctionExecutor executor) {
        long different = keys;
        return executor.read(Sources.range(0, rows)).map(row -> new Pair<>(row % different * SPREAD, row));
    }

    /** Each consumer gives one tally, which is how their number is known. */
    private ShuffleDone run(Dataset<Tally> tallies, long sum) {
        AtomicReference<DatasetJob> job = new AtomicReference<>();
        long start = System.nanoTime();
        List<Tally> consumers = tallies.onJob(job::set).collect();
        double seconds = (System.nanoTime() - start) / 1e9;
        Tally whole = consumers.stream().reduce(new Tally(0, 0, 0), Tally::plus);
        Tally expected = new Tally(Math.min(rows, keys), rows, sum);
        if (!whole.equals(expected)) {
            throw new IllegalStateException("the functions were given " + whole + " in place of " + expected);
        }
        return ShuffleDone.of(seconds, job.get().report(), consumers.size());
    }
}
