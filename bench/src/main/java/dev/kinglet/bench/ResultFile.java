package dev.kinglet.bench;

import dev.kinglet.bench.page.Plot;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** A {@link BenchmarkResult} as a JSON object, and back. */
final class ResultFile {

    private static final JsonFactory JSON = new JsonFactory();

    private ResultFile() {}

    static String write(BenchmarkResult result) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeStringProperty("benchmark", result.benchmark());
            json.writeStringProperty("command", result.command());
            json.writeStringProperty("machine", result.machine());
            json.writeStringProperty("date", result.date().toString());
            json.writeObjectPropertyStart("figures");
            result.figures().forEach(json::writeNumberProperty);
            json.writeEndObject();
            if (!result.measured().notes().isEmpty()) {
                json.writeArrayPropertyStart("notes");
                result.measured().notes().forEach(json::writeString);
                json.writeEndArray();
            }
            if (!result.measured().plots().isEmpty()) {
                json.writeArrayPropertyStart("plots");
                result.measured().plots().forEach(plot -> plot(json, plot));
                json.writeEndArray();
            }
            json.writeEndObject();
        }
        return text.toString();
    }

    private static void plot(JsonGenerator json, Plot plot) {
        json.writeStartObject();
        json.writeStringProperty("title", plot.title());
        json.writeStringProperty("x", plot.x());
        json.writeStringProperty("y", plot.y());
        json.writeStringProperty("kind", plot.kind().name());
        json.writeArrayPropertyStart("series");
        for (Plot.Series series : plot.series()) {
            json.writeStartObject();
            json.writeStringProperty("name", series.name());
            json.writeName("x");
            json.writeArray(series.x(), 0, series.x().length);
            json.writeName("y");
            json.writeArray(series.y(), 0, series.y().length);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /**
     * Reads what {@link #write} wrote, this version of it or an earlier one.
     *
     * @throws IllegalArgumentException if the file is no such result, saying what is wrong with it
     */
    static BenchmarkResult read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("there is no result " + file + "; --json writes them");
        }
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), Files.readString(file))) {
            json.nextToken();
            Map<?, ?> result = map(value(json));
            Figures figures = new Figures();
            map(result.get("figures")).forEach((name, value) -> figures.add(text(name), number(value)));
            list(result.get("notes")).forEach(note -> figures.note(text(note)));
            list(result.get("plots")).forEach(plot -> figures.plot(plot(map(plot))));
            return new BenchmarkResult(
                    text(result.get("benchmark")),
                    text(result.get("command")),
                    text(result.get("machine")),
                    Instant.parse(text(result.get("date"))),
                    figures);
        } catch (JacksonException | ClassCastException | NullPointerException e) {
            throw new IllegalArgumentException(
                    file + " is no result of a benchmark; --json writes them: " + e.getMessage(), e);
        }
    }

    private static Plot plot(Map<?, ?> plot) {
        List<Plot.Series> series = new ArrayList<>();
        for (Object one : list(plot.get("series"))) {
            series.add(new Plot.Series(
                    text(map(one).get("name")), numbers(map(one).get("x")), numbers(map(one).get("y"))));
        }
        return new Plot(
                text(plot.get("title")),
                text(plot.get("x")),
                text(plot.get("y")),
                Plot.Kind.valueOf(text(plot.get("kind"))),
                series);
    }

    private static double[] numbers(@Nullable Object value) {
        return list(value).stream().mapToDouble(ResultFile::number).toArray();
    }

    private static double number(@Nullable Object value) {
        return ((Number) present(value)).doubleValue();
    }

    private static String text(@Nullable Object value) {
        return (String) present(value);
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return (Map<?, ?>) present(value);
    }

    private static List<?> list(@Nullable Object value) {
        return value == null ? List.of() : (List<?>) value;
    }

    private static Object present(@Nullable Object value) {
        if (value == null) {
            throw new NullPointerException("a field is missing");
        }
        return value;
    }

    /** The value at the parser's token, as maps, lists, strings and numbers. */
    private static @Nullable Object value(JsonParser json) {
        JsonToken token = json.currentToken();
        if (token == JsonToken.START_OBJECT) {
            Map<String, @Nullable Object> object = new LinkedHashMap<>();
            while (json.nextToken() != JsonToken.END_OBJECT) {
                String name = json.currentName();
                json.nextToken();
                object.put(name, value(json));
            }
            return object;
        }
        if (token == JsonToken.START_ARRAY) {
            List<@Nullable Object> array = new ArrayList<>();
            while (json.nextToken() != JsonToken.END_ARRAY) {
                array.add(value(json));
            }
            return array;
        }
        if (token == JsonToken.VALUE_STRING) {
            return json.getString();
        }
        return token != null && token.isNumeric() ? json.getDoubleValue() : null;
    }
}
