package dev.kinglet.cli;

import dev.kinglet.FlopsReport;
import dev.kinglet.JobReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The report of a job as text for people. */
final class ReportText {

    private static final String SCALES = " kMGTPE";

    private ReportText() {}

    static List<String> of(JobReport report) {
        List<String> lines = new ArrayList<>();
        lines.add(line("job", report.job()));
        lines.add(line("time", seconds(report.wall()) + " from submission to the last result"));
        lines.add(line("in phases", phases(report.phases()) + " (all workers together)"));
        lines.add(line("calls", calls(report)));
        lines.add(line("input", bytes(report.inputBytes()) + ", " + rate(report.inputBytes(), report.wall())));
        if (report.badRecords() > 0) {
            lines.add(
                    line("left out", String.format(Locale.ROOT, "%,d records that did not fit", report.badRecords())));
        }
        lines.add(line("store", store(report)));
        lines.add(line(
                "workers",
                String.format(
                        Locale.ROOT,
                        "%,d invocations: %d cold, %d prepared, %d warm; at most %,d MB in use",
                        report.invocations(),
                        report.coldStarts(),
                        report.preparedStarts(),
                        report.warmStarts(),
                        report.peakWorkerMegabytes())));
        lines.add(line(
                "bill",
                String.format(
                        Locale.ROOT,
                        "$%.6f had it been a cloud: %.2f GB-seconds, and $%.6f for requests to stores",
                        report.dollars(),
                        report.billedGigabyteSeconds(),
                        report.store().dollars())));
        if (report.flops().operations() > 0) {
            lines.add(line("flops", flops(report.flops())));
        }
        lines.add(line("results", report.location()));
        return lines;
    }

    private static String line(String name, String value) {
        return "  %-11s%s".formatted(name, value);
    }

    private static String phases(Map<String, Duration> phases) {
        return new PhaseOrder()
                .sorted(phases).stream()
                        .map(phase -> phase.getKey() + " " + seconds(phase.getValue()))
                        .collect(Collectors.joining(", "));
    }

    private static String calls(JobReport report) {
        String failed = report.failed() == 0 ? "" : String.format(Locale.ROOT, ", %,d failed", report.failed());
        String again = report.attempts() == report.calls()
                ? ""
                : String.format(Locale.ROOT, ", %,d attempts", report.attempts());
        return String.format(Locale.ROOT, "%,d, %,d succeeded%s%s", report.calls(), report.succeeded(), failed, again);
    }

    private static String store(JobReport report) {
        String requests = new TreeMap<>(report.storeRequests())
                .entrySet().stream()
                        .map(kind -> String.format(Locale.ROOT, "%s %,d", kind.getKey(), kind.getValue()))
                        .collect(Collectors.joining(", "));
        return (requests.isEmpty() ? "no request" : requests) + "; read " + bytes(report.bytesRead()) + " and wrote "
                + bytes(report.bytesWritten());
    }

    private static String flops(FlopsReport flops) {
        Double target = flops.targetPerSecond();
        Double share = flops.shareOfTarget();
        String aim = target == null || share == null
                ? ""
                : String.format(Locale.ROOT, ", %.1f %% of %sFLOPS", share * 100, scaled(target));
        String price = flops.perDollar() > 0 ? ", " + scaled(flops.perDollar()) + "FLOPS per dollar a second" : "";
        return scaled(flops.effectivePerSecond()) + "FLOPS effective, " + scaled(flops.peakPerSecond()) + "FLOPS peak"
                + aim + price;
    }

    private static String scaled(double value) {
        int power = Math.clamp((int) (Math.log10(Math.max(value, 1)) / 3), 0, SCALES.length() - 1);
        return String.format(Locale.ROOT, "%.2f %s", value / Math.pow(1_000, power), SCALES.substring(power, power + 1))
                .stripTrailing();
    }

    static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.2f s", time.toNanos() / 1e9);
    }

    static String rate(long bytes, Duration time) {
        double seconds = Math.max(time.toNanos(), 1) / 1e9;
        return String.format(Locale.ROOT, "%.0f MB/s", bytes / 1e6 / seconds);
    }

    static String bytes(long bytes) {
        if (bytes < 10_000) {
            return bytes + " bytes";
        }
        return String.format(Locale.ROOT, bytes < 10_000_000 ? "%.1f MB" : "%.0f MB", bytes / 1e6);
    }
}
