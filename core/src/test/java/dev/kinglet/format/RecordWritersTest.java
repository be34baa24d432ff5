package dev.kinglet.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kinglet.Compression;
import dev.kinglet.Count;
import dev.kinglet.Pair;
import dev.kinglet.Row;
import dev.kinglet.Sink;
import dev.kinglet.Sinks;
import dev.kinglet.Source;
import dev.kinglet.Sources;
import dev.kinglet.closure.UndecodableException;
import dev.kinglet.store.TestStores;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RecordWritersTest {

    private static final List<String> AWKWARD =
            List.of("", " ", "a,b;c", "\"", "\"\"", "a\nb", "\r\n", "ä€😀", "\ufeffx", "null", "\\", "tab\t");

    record Entry(
            String text, int number, double real, Instant at, Optional<String> note, BigDecimal exact, boolean flag) {}

    record Only(String text) {}

    record Nested(Only only, List<Only> list, Map<String, Long> map) {}

    @TempDir
    Path folder;

    private static List<Entry> entries() {
        return AWKWARD.stream()
                .map(text -> new Entry(
                        text,
                        Integer.MIN_VALUE,
                        text.isEmpty() ? Double.NaN : Math.PI,
                        Instant.parse("2026-01-31T12:00:00.123456789Z"),
                        text.equals("a\nb") ? Optional.empty() : Optional.of(text),
                        new BigDecimal("1.2300"),
                        true))
                .toList();
    }

    /** What a source reads of what a sink wrote, in shares that are as small as can be. */
    private <T> List<T> roundTrip(Sink<? super T> sink, List<T> records, Source<T> source) throws IOException {
        Files.write(folder.resolve("part" + RecordWriters.extension(sink)), write(sink, records));
        return new Reading().all(SharePlanner.plan(source, TestStores.ANY, 1, 9));
    }

    private static <T> byte[] write(Sink<T> sink, List<? extends T> records) {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        try (RecordWriter<T> writer = RecordWriters.open(sink, stream)) {
            records.forEach(writer::write);
        }
        return stream.toByteArray();
    }

    @ParameterizedTest
    @EnumSource(Compression.class)
    void whatIsWrittenAsCsvIsReadBackEqual(Compression compression) throws IOException {
        String location = folder.toString();

        assertThat(roundTrip(
                        Sinks.csv(location).separator(';').compressed(compression),
                        entries(),
                        Sources.csv(Entry.class, location).separator(';')))
                .isEqualTo(entries());
    }

    @Test
    void aColumnAloneIsReadBackEqual() throws IOException {
        List<Only> records = AWKWARD.stream().map(Only::new).toList();
        String location = folder.toString();

        assertThat(roundTrip(Sinks.csv(location), records, Sources.csv(Only.class, location)))
                .isEqualTo(records);
    }

    @ParameterizedTest
    @EnumSource(Compression.class)
    void whatIsWrittenAsJsonIsReadBackEqual(Compression compression) throws IOException {
        String location = folder.toString();

        assertThat(roundTrip(
                        Sinks.json(location).compressed(compression), entries(), Sources.json(Entry.class, location)))
                .isEqualTo(entries());
    }

    @Test
    void recordsWithinRecordsAreReadBackEqual() throws IOException {
        List<Nested> records = List.of(
                new Nested(new Only("x"), List.of(new Only("y"), new Only("")), Map.of("a", Long.MAX_VALUE)),
                new Nested(new Only(""), List.of(), Map.of()));
        String location = folder.toString();

        assertThat(roundTrip(Sinks.json(location), records, Sources.json(Nested.class, location)))
                .isEqualTo(records);
    }

    @ParameterizedTest
    @EnumSource(Compression.class)
    void textsAreReadBackEqual(Compression compression) throws IOException {
        String location = folder.toString();

        assertThat(roundTrip(
                        Sinks.text(location).delimitedBy("||").compressed(compression),
                        AWKWARD,
                        Sources.text(location).delimitedBy("||")))
                .isEqualTo(AWKWARD);
    }

    @Test
    void fixedRecordsAreReadBackEqual() throws IOException {
        List<byte[]> records = List.of(new byte[] {1, 2, 3}, new byte[] {'\n', 0, -1});
        String location = folder.toString();

        assertThat(roundTrip(Sinks.fixed(3, location), records, Sources.fixed(3, location)))
                .containsExactlyElementsOf(records);
        assertThatThrownBy(() -> write(Sinks.fixed(3, location), List.of(new byte[2])))
                .hasMessageContaining("a record has 2 bytes, expected 3");
    }

    @Test
    void rowsAreReadBackWithTheirTypes() throws IOException {
        List<String> columns = List.of("zip", "count", "share", "day", "empty");
        List<Row> rows = List.of(
                new Row(columns, Arrays.asList("00501", 7L, 0.5, java.time.LocalDate.of(2026, 1, 31), "")),
                new Row(columns, Arrays.asList("10001", null, 2.0, null, "")));
        String location = folder.toString();

        assertThat(roundTrip(Sinks.csv(location), rows, Sources.csv(location))).isEqualTo(rows);
        assertThat(write(Sinks.json(location), rows)).asString().startsWith("{\"zip\":\"00501\",\"count\":7,");
    }

    @Test
    void pairsAndSimpleValuesHaveColumnsToo() {
        assertThat(write(Sinks.csv("x"), List.of(Map.entry("a", 1L), Map.entry("b", 2L))))
                .asString()
                .isEqualTo("key,value\na,1\nb,2\n");
        assertThat(write(Sinks.csv("x").withoutHeader(), List.of(1.5, 2.5)))
                .asString()
                .isEqualTo("1.5\n2.5\n");
        assertThat(write(Sinks.json("x"), List.of(Map.entry("a", 1L))))
                .asString()
                .isEqualTo("{\"key\":\"a\",\"value\":1}\n");
    }

    @Test
    void whatPairsAndCountsHoldIsSeenByTheirValues() {
        assertThat(write(Sinks.csv("x"), List.of(new Count<>("a", 1), new Count<>("b", 2))))
                .asString()
                .isEqualTo("key,count\na,1\nb,2\n");
        assertThat(write(Sinks.json("x"), List.of(new Pair<>("a", List.of(1)))))
                .asString()
                .isEqualTo("{\"key\":\"a\",\"value\":[1]}\n");
        assertThatThrownBy(() -> write(Sinks.csv("x"), List.of(new Pair<>("a", List.of(1)))))
                .hasMessageContaining("component value of dev.kinglet.Pair");
    }

    @Test
    void nothingIsWrittenOfNothing() {
        assertThat(write(Sinks.csv("x"), List.of())).isEmpty();
        assertThat(write(Sinks.json("x"), List.of())).isEmpty();
    }

    @Test
    void whatATableCannotHoldIsSaid() {
        assertThatThrownBy(() -> write(Sinks.csv("x"), List.of(new Nested(new Only("x"), List.of(), Map.of()))))
                .hasMessageContaining("component only of")
                .hasMessageContaining("write JSON");
        assertThatThrownBy(() -> write(Sinks.csv("x"), List.of(new Only("x"), "y")))
                .hasMessageContaining("but the first one was of");
        assertThatThrownBy(() -> write(Sinks.json("x"), List.of(new Object())))
                .hasMessageContaining("java.lang.Object, which has no form in JSON");
    }

    @Test
    void aZstdObjectThatIsCutShortIsUndecodable() throws IOException {
        byte[] whole = write(Sinks.json("x").compressed(Compression.ZSTD), AWKWARD);
        Files.write(folder.resolve("cut.zst"), Arrays.copyOf(whole, whole.length / 2));

        assertThatThrownBy(() ->
                        new Reading().all(SharePlanner.plan(Sources.text(folder.toString()), TestStores.ANY, 1, 1)))
                .isInstanceOf(UndecodableException.class)
                .hasMessageContaining("cut.zst");
    }
}
