package dev.kinglet.bench.page;

import com.google.errorprone.annotations.FormatMethod;
import dev.kinglet.bench.page.Plot.Series;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A plot as inline SVG. Colours come from the page, so that it is legible in light and dark. */
final class Drawing {

    private static final int WIDTH = 760;
    private static final int HEIGHT = 300;
    private static final int LEFT = 64;
    private static final int RIGHT = 12;
    private static final int TOP = 30;
    private static final int BOTTOM = 44;
    private static final int TICKS = 6;

    /** About as wide as a letter is. */
    private static final double CHARACTER = 7;

    private final Plot plot;
    private final StringBuilder svg = new StringBuilder();
    private final Axis horizontal;
    private final Axis vertical;

    /** From where to where, and how far apart its marks are. */
    private record Axis(double from, double to, double step) {

        static Axis of(double from, double to, double leastStep, boolean toMark) {
            double span = to > from ? to - from : Math.max(Math.abs(to), 1);
            double raw = span / TICKS;
            double power = Math.pow(10, Math.floor(Math.log10(raw)));
            double step = Math.max(
                    leastStep, power * (raw / power <= 1 ? 1 : raw / power <= 2 ? 2 : raw / power <= 5 ? 5 : 10));
            double end = toMark ? Math.ceil((from + span) / step - 1e-9) * step : from + span;
            return new Axis(from, end, step);
        }

        double share(double value) {
            return (value - from) / (to - from);
        }
    }

    private Drawing(Plot plot) {
        this.plot = plot;
        double half = plot.kind() == Plot.Kind.BARS ? barWidth(plot) / 2 : 0;
        double least = plot.series().stream()
                .flatMapToDouble(one -> Arrays.stream(one.x()))
                .min()
                .orElse(0);
        double most = plot.series().stream()
                .flatMapToDouble(one -> Arrays.stream(one.x()))
                .max()
                .orElse(1);
        // Times begin with the job, whenever the first value comes.
        double from = plot.kind() == Plot.Kind.LINES && least > 0 ? 0 : least - half;
        horizontal = Axis.of(from, most + half, 0, false);
        vertical = Axis.of(
                0,
                plot.series().stream()
                        .flatMapToDouble(one -> Arrays.stream(one.y()))
                        .max()
                        .orElse(1),
                // Bars count something, of which there are no halves.
                plot.kind() == Plot.Kind.BARS ? 1 : 0,
                true);
    }

    private static double barWidth(Plot plot) {
        double[] x = plot.series().isEmpty()
                ? new double[0]
                : plot.series().getFirst().x();
        return x.length > 1 ? x[1] - x[0] : 1;
    }

    static String svg(Plot plot) {
        return new Drawing(plot).draw();
    }

    private String draw() {
        add("<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">", WIDTH, HEIGHT, Page.escape(plot.title()));
        axes();
        List<Series> series = plot.series();
        for (int i = 0; i < series.size(); i++) {
            add("<g class=\"s%d\">", i % 4);
            if (plot.kind() == Plot.Kind.BARS) {
                bars(series.get(i));
            } else {
                line(series.get(i));
            }
            svg.append("</g>\n");
        }
        if (series.size() > 1) {
            names(series);
        }
        return svg.append("</svg>\n").toString();
    }

    private void axes() {
        for (double value = 0; value <= vertical.to() * (1 + 1e-9); value += vertical.step()) {
            double y = y(value);
            add("<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>", LEFT, WIDTH - RIGHT, y, y);
            add("<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>", LEFT - 8, y + 4, mark(value));
        }
        double first = Math.ceil(horizontal.from() / horizontal.step() - 1e-9) * horizontal.step();
        for (double value = first; value <= horizontal.to() * (1 + 1e-9); value += horizontal.step()) {
            add(
                    "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>",
                    x(value), HEIGHT - BOTTOM + 18, mark(value));
        }
        add("<text class=\"name\" x=\"%d\" y=\"%d\">%s</text>", LEFT, HEIGHT - 8, Page.escape(plot.x()));
        add("<text class=\"name\" x=\"0\" y=\"14\">%s</text>", Page.escape(plot.y()));
    }

    private void line(Series one) {
        svg.append("<polyline points=\"");
        for (int i = 0; i < one.x().length; i++) {
            add("%.1f,%.1f ", x(one.x()[i]), y(one.y()[i]));
        }
        svg.append("\"/>");
    }

    private void bars(Series one) {
        double width = barWidth(plot);
        for (int i = 0; i < one.x().length; i++) {
            double from = x(one.x()[i] - width / 2);
            double to = x(one.x()[i] + width / 2);
            double top = y(one.y()[i]);
            add(
                    "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>",
                    from + 0.5, top, Math.max(0.5, to - from - 1), HEIGHT - BOTTOM - top);
        }
    }

    /** From the left, where a narrow screen begins. */
    private void names(List<Series> series) {
        double at = LEFT + CHARACTER * plot.y().length();
        for (int i = 0; i < series.size(); i++) {
            String name = series.get(i).name();
            add("<g class=\"s%d\"><rect class=\"key\" x=\"%.1f\" y=\"6\" width=\"10\" height=\"10\"/></g>", i, at);
            add("<text class=\"name\" x=\"%.1f\" y=\"15\">%s</text>", at + 14, Page.escape(name));
            at += CHARACTER * name.length() + 42;
        }
    }

    private double x(double value) {
        return LEFT + horizontal.share(value) * (WIDTH - LEFT - RIGHT);
    }

    private double y(double value) {
        return HEIGHT - BOTTOM - vertical.share(value) * (HEIGHT - TOP - BOTTOM);
    }

    private static String mark(double value) {
        double size = Math.abs(value);
        if (size < 1e-12) {
            return "0"; // also for what rounding left of it, and for -0
        }
        if (size >= 1e15 || size < 1e-3) {
            return String.format(Locale.ROOT, "%.1e", value);
        }
        if (size >= 10_000) {
            return size >= 1e9
                    ? trimmed(value / 1e9) + "G"
                    : size >= 1e6 ? trimmed(value / 1e6) + "M" : trimmed(value / 1e3) + "k";
        }
        return trimmed(value);
    }

    private static String trimmed(double value) {
        String text = String.format(Locale.ROOT, "%.3f", value);
        return text.contains(".") ? text.replaceAll("0+$", "").replaceAll("\\.$", "") : text;
    }

    @FormatMethod
    private void add(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values));
    }
}
