package dev.kinglet.report;

import dev.kinglet.FlopsReport;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Operations over time, in bins. However many calls there are and however long they take, it is half a megabyte at the most: when the bins
 * do not reach, each two become one of twice the width. Confined to one thread, or guarded by its owner.
 */
public final class FlopsCurve {

    /** With bins of a second, 18 hours. */
    private static final int MAX_BINS = 1 << 16;

    private static final long SECOND = 1_000_000_000;

    private double[] bins = new double[0];
    private int used;
    private long width = SECOND;
    private double total;

    /**
     * Spreads operations evenly over a time.
     *
     * @param startNanos from the job's submission; what seems to lie before it counts as at its beginning
     * @param endNanos from the job's submission
     */
    public void add(double operations, long startNanos, long endNanos) {
        long start = Math.max(0, startNanos);
        long end = Math.max(start + 1, endNanos);
        while ((end - 1) / width >= MAX_BINS) {
            halve();
        }
        int last = (int) ((end - 1) / width);
        reach(last + 1);
        double perNano = operations / (end - start);
        for (int bin = (int) (start / width); bin <= last; bin++) {
            long from = Math.max(start, bin * width);
            long to = Math.min(end, (bin + 1) * width);
            bins[bin] += perNano * (to - from);
        }
        total += operations;
    }

    private void halve() {
        int half = (used + 1) / 2;
        for (int i = 0; i < half; i++) {
            bins[i] = bins[2 * i] + (2 * i + 1 < used ? bins[2 * i + 1] : 0);
        }
        Arrays.fill(bins, half, used, 0);
        used = half;
        width *= 2;
    }

    private void reach(int count) {
        if (count > bins.length) {
            bins = Arrays.copyOf(bins, Math.min(MAX_BINS, Math.max(count, 2 * bins.length)));
        }
        used = Math.max(used, count);
    }

    /**
     * What came of it.
     *
     * @param wall the job's time
     * @param dollars its bill
     * @param target operations per second, or null
     */
    public FlopsReport report(Duration wall, double dollars, @Nullable Double target) {
        double seconds = Math.max(1, wall.toNanos()) / 1e9;
        double bin = (double) width / SECOND;
        List<Double> curve =
                Arrays.stream(bins, 0, used).map(sum -> sum / bin).boxed().toList();
        // A job that is over before its first bin is would otherwise have a peak below its mean.
        double peak = Arrays.stream(bins, 0, used).max().orElse(0) / Math.min(bin, seconds);
        return new FlopsReport(
                total,
                total / seconds,
                peak,
                dollars > 0 ? total / dollars : 0,
                target,
                Duration.ofNanos(width),
                curve);
    }
}
