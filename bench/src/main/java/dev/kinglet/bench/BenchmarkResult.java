package dev.kinglet.bench;

import dev.kinglet.bench.page.Page;
import dev.kinglet.bench.page.Section;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a benchmark gave.
 *
 * @param benchmark its name
 * @param command what to type to run it again
 * @param machine where it ran
 * @param date when it ended
 * @param measured figures by name, the unit last in the name, with what is said and drawn beside
 */
record BenchmarkResult(String benchmark, String command, String machine, Instant date, Figures measured) {

    private static final String SIMULATED = "./kinglet simulate ";

    private static final DateTimeFormatter MINUTES =
            DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    Map<String, Double> figures() {
        return measured.byName();
    }

    /** For people. */
    void print(PrintWriter out) {
        out.println(benchmark + " on " + machine);
        figures().forEach((name, value) -> out.printf(Locale.ROOT, "  %-32s %s%n", name, number(value)));
        measured.notes().forEach(note -> out.println("  " + note));
        out.flush();
    }

    /** For people with a browser: a page of its own. */
    String html() {
        return page(command.startsWith(SIMULATED) ? "Kinglet, simulated" : "Kinglet, measured", List.of(this));
    }

    /** Several results on one page; they come from one machine. */
    static String page(String title, List<BenchmarkResult> results) {
        BenchmarkResult last = results.getLast();
        return Page.html(
                title,
                last.machine() + ". " + MINUTES.format(last.date()),
                results.stream().map(BenchmarkResult::section).toList());
    }

    private Section section() {
        Map<String, String> texts = new LinkedHashMap<>();
        figures().forEach((name, value) -> texts.put(name, number(value)));
        return new Section(
                command.startsWith(SIMULATED) ? benchmark + ", simulated" : benchmark,
                command,
                measured.notes(),
                texts,
                measured.plots());
    }

    static String number(double value) {
        if (value == Math.rint(value) || Math.abs(value) >= 1_000) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        if (Math.abs(value) < 1e-3) {
            return String.format(Locale.ROOT, "%.2e", value);
        }
        return String.format(Locale.ROOT, Math.abs(value) < 1 ? "%.4f" : "%.2f", value);
    }
}
