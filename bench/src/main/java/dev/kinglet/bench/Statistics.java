package dev.kinglet.bench;

import java.util.Arrays;

/** What is told of repeated measurements. */
final class Statistics {

    private Statistics() {}

    static double median(double[] values) {
        return quantile(values, 0.5);
    }

    /**
     * The value that this share of all do not exceed, the nearest one measured.
     *
     * @param share from 0 to 1
     */
    static double quantile(double[] values, double share) {
        if (values.length == 0) {
            throw new IllegalArgumentException("nothing was measured");
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.round(share * (sorted.length - 1))];
    }
}
