package dev.kinglet;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The floating-point operations that a job's calls told of by {@link WorkReport#flops}, and their rates. They are those that PyWren's
 * benchmark made customary: <em>effective</em> is all operations over the time from the submission to the last result, <em>peak</em> the
 * fullest bin of one second, each call's operations being spread evenly over its run.
 *
 * @param operations all of them, of calls that succeeded
 * @param effectivePerSecond operations over the job's time; 0 where there are none
 * @param peakPerSecond the rate in the fullest bin; of a job shorter than a bin, over the job
 * @param perDollar operations for a dollar of the bill, which is the rate for a dollar a second; 0 where nothing was charged
 * @param targetPerSecond what is aimed at, the setting {@code flops-target}; null where there is none
 * @param bin the width of the curve's bins: a second, unless the job took longer than 18 hours
 * @param curve operations per second in each bin, from the submission on; the job's last call ended in the last one
 */
public record FlopsReport(
        double operations,
        double effectivePerSecond,
        double peakPerSecond,
        double perDollar,
        @Nullable Double targetPerSecond,
        Duration bin,
        List<Double> curve) {

    public FlopsReport {
        curve = List.copyOf(curve);
    }

    /** The effective rate as a share of the target, or null where there is none. */
    public @Nullable Double shareOfTarget() {
        return targetPerSecond == null ? null : effectivePerSecond / targetPerSecond;
    }
}
