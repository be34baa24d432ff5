package dev.kinglet.bench.page;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Something to be drawn.
 *
 * @param title what it shows
 * @param x the horizontal axis with its unit
 * @param y the vertical axis with its unit
 * @param kind how it is drawn
 * @param series what is drawn, at most four of them
 */
public record Plot(String title, String x, String y, Kind kind, List<Series> series) {

    /** More points than this no screen shows. */
    private static final int MAX_POINTS = 600;

    private static final int MAX_BARS = 40;

    /** How values are drawn. */
    public enum Kind {
        /** Lines from point to point. */
        LINES,
        /** A bar at each point, as wide as points are apart. */
        BARS
    }

    /** Points with a name. The arrays have equal lengths; x ascends. */
    public record Series(String name, double[] x, double[] y) {
        public Series {
            if (x.length != y.length) {
                throw new IllegalArgumentException(
                        name + " has " + x.length + " values for x and " + y.length + " for y");
            }
        }
    }

    public Plot {
        series = List.copyOf(series);
    }

    /** A value over time, in bins of equal width; many bins are drawn as fewer, each the mean of its own. */
    public static Series overTime(String name, double binSeconds, List<Double> bins) {
        int together = Math.max(1, Math.ceilDiv(bins.size(), MAX_POINTS));
        int points = Math.ceilDiv(bins.size(), together);
        double[] x = new double[points];
        double[] y = new double[points];
        for (int i = 0; i < points; i++) {
            List<Double> own = bins.subList(i * together, Math.min(bins.size(), (i + 1) * together));
            x[i] = (i * together + own.size() / 2.0) * binSeconds;
            y[i] = own.stream().mapToDouble(value -> value).average().orElse(0);
        }
        return new Series(name, x, y);
    }

    /** The same value from one x to another. */
    public static Series level(String name, double from, double to, double value) {
        return new Series(name, new double[] {from, to}, new double[] {value, value});
    }

    /** How many values lie where: a histogram. */
    public static Plot histogram(String title, String x, String y, double[] values) {
        double least = Arrays.stream(values).min().orElse(0);
        double most = Arrays.stream(values).max().orElse(0);
        int bars = Math.clamp((int) Math.ceil(2 * Math.cbrt(values.length)), 1, MAX_BARS);
        // Values that hardly differ are one bar, not noise enlarged.
        double width = Math.max((most - least) / bars, Math.max(Math.abs(most), 1e-9) / 200);
        double[] places = new double[bars];
        double[] counts = new double[bars];
        for (int i = 0; i < bars; i++) {
            places[i] = least + (i + 0.5) * width;
        }
        for (double value : values) {
            counts[Math.clamp((int) ((value - least) / width), 0, bars - 1)]++;
        }
        return new Plot(title, x, y, Kind.BARS, List.of(new Series(y, places, counts)));
    }

    /** How many of some events had happened by when; times in any order. */
    public static Series cumulated(String name, double[] times) {
        double[] sorted = times.clone();
        Arrays.sort(sorted);
        int step = Math.max(1, Math.ceilDiv(sorted.length, MAX_POINTS));
        List<Integer> kept = new ArrayList<>();
        for (int i = step - 1; i < sorted.length; i += step) {
            kept.add(i);
        }
        if (sorted.length > 0 && (kept.isEmpty() || kept.getLast() != sorted.length - 1)) {
            kept.add(sorted.length - 1);
        }
        return new Series(
                name,
                kept.stream().mapToDouble(i -> sorted[i]).toArray(),
                kept.stream().mapToDouble(i -> i + 1).toArray());
    }
}
