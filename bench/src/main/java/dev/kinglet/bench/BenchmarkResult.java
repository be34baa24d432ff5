package dev.kinglet.bench;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * What a benchmark gave.
 *
 * @param benchmark its name
 * @param command what to type to run it again
 * @param machine where it ran
 * @param date when it ended
 * @param figures by name, the unit last in the name
 */
record BenchmarkResult(String benchmark, String command, String machine, Instant date, Map<String, Double> figures) {

    /** For people. */
    void print(PrintWriter out) {
        out.println(benchmark + " on " + machine);
        figures.forEach((name, value) -> out.printf(Locale.ROOT, "  %-32s %s%n", name, number(value)));
        out.flush();
    }

    /** For programs: one object. */
    String json() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeStringProperty("benchmark", benchmark);
            json.writeStringProperty("command", command);
            json.writeStringProperty("machine", machine);
            json.writeStringProperty("date", date.toString());
            json.writeObjectPropertyStart("figures");
            figures.forEach(json::writeNumberProperty);
            json.writeEndObject();
            json.writeEndObject();
        }
        return text.toString();
    }

    private static String number(double value) {
        if (value == Math.rint(value) || value >= 1_000) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        return String.format(Locale.ROOT, value < 1 ? "%.4f" : "%.2f", value);
    }
}
