package dev.kinglet.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kinglet.Row;
import dev.kinglet.Sink;
import dev.kinglet.Sinks;
import dev.kinglet.Source;
import dev.kinglet.Sources;
import dev.kinglet.store.TestStores;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that were read of a table are written as one, with their columns. */
class RowSinksTest {

    private static final List<String> COLUMNS = List.of(
            "long", "double", "truth", "text", "date", "local", "instant", "time", "taken", "price", "list", "row");

    @TempDir
    Path folder;

    private final Random random = new Random(11);

    @SuppressWarnings("NullAway") // a row may have nulls
    private Row part() {
        List<@Nullable Object> values = Arrays.asList(random.nextBoolean() ? "x" : null, random.nextLong());
        return new Row(List.of("name", "number"), values);
    }

    @SuppressWarnings("NullAway") // a row may have nulls
    private Row row() {
        List<@Nullable Object> list = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            list.add(random.nextInt(4) == 0 ? null : part());
        }
        List<@Nullable Object> values = Arrays.asList(
                random.nextLong(),
                random.nextDouble(),
                random.nextBoolean(),
                "text " + random.nextInt(),
                LocalDate.ofEpochDay(random.nextInt(90_000)),
                LocalDateTime.of(2000, 1, 1, 12, 0, 0, random.nextInt(1_000_000_000)),
                Instant.ofEpochSecond(random.nextInt(), 1),
                LocalTime.ofNanoOfDay(random.nextInt() & 0xffff_ffffL),
                Duration.ofNanos(random.nextLong()),
                BigDecimal.valueOf(random.nextLong(), 2),
                list,
                part());
        for (int i = 0; i < values.size(); i++) {
            if (random.nextInt(4) == 0) {
                values.set(i, null);
            }
        }
        return new Row(COLUMNS, values);
    }

    private static Sink<Object> sink(String format) {
        return format.equals("arrow") ? Sinks.arrow("x") : Sinks.parquet("x");
    }

    private List<Row> throughA(String format, List<Row> rows) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        RecordWriter<Object> writer = RecordWriters.open(sink(format), bytes);
        rows.forEach(writer::write);
        writer.close();
        String path = Files.write(folder.resolve("part"), bytes.toByteArray()).toString();
        Source<Row> source = format.equals("arrow") ? Sources.arrow(path) : Sources.parquet(path);
        return new Reading().all(SharePlanner.plan(source, TestStores.ANY, 1 << 20, 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"arrow", "parquet"})
    void theyComeBack(String format) throws IOException {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            rows.add(row());
        }

        assertThat(throughA(format, rows)).isEqualTo(rows);
    }

    /** Of which a list of texts could be made, too. */
    @ParameterizedTest
    @ValueSource(strings = {"arrow", "parquet"})
    void rowsOfTextsHaveColumnsToo(String format) throws IOException {
        List<Row> rows = List.of(new Row(List.of("a", "b"), List.of("1", "2")));

        assertThat(throughA(format, rows)).isEqualTo(rows);
    }

    @ParameterizedTest
    @ValueSource(strings = {"arrow", "parquet"})
    void rowsOfOtherColumnsAreNoTable(String format) {
        List<Row> rows = List.of(new Row(List.of("a"), List.of(1L)), new Row(List.of("b"), List.of(1L)));

        assertThatThrownBy(() -> throughA(format, rows))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Rows of other columns");
    }
}
