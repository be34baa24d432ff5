package dev.kinglet.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kinglet.BadRecords;
import dev.kinglet.Row;
import dev.kinglet.closure.UndecodableException;
import dev.kinglet.columns.ParquetFileWriter;
import dev.kinglet.columns.ParquetFileWriter.Codec;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Written here, read by another implementation. */
class ParquetFormatTest {

    enum Weather {
        SUN,
        RAIN
    }

    record Trip(
            long id,
            int delay,
            short gate,
            byte crew,
            double fare,
            float weight,
            boolean late,
            char letter,
            @Nullable String zone,
            Optional<Integer> rating,
            @Nullable Instant begun,
            LocalDate day,
            LocalDateTime local,
            BigDecimal price,
            @Nullable Weather weather) {}

    record Part(@Nullable String zone, long id) {}

    record Narrow(byte id) {}

    record Lists(List<Long> zone, List<Long> id) {}

    record Nothing(int number, @Nullable Object nothing) {}

    private static Trip trip(int i) {
        return new Trip(
                i,
                -i,
                (short) -i,
                (byte) -i,
                i / 4.0,
                i / 2f,
                i % 3 == 0,
                (char) ('\ufff0' + i % 16),
                i % 4 == 0 ? null : "zone " + i,
                i % 5 == 0 ? Optional.empty() : Optional.of(i),
                i < 300 ? Instant.ofEpochSecond(i - 100, i) : null,
                LocalDate.ofEpochDay(i - 100),
                LocalDateTime.of(1920, 1, 1, 0, 0, i % 60),
                BigDecimal.valueOf(i - 100, 2),
                i % 7 == 0 ? null : i % 2 == 0 ? Weather.SUN : Weather.RAIN);
    }

    private static List<Trip> trips(int count) {
        List<Trip> trips = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            trips.add(trip(i));
        }
        return trips;
    }

    private static BytesInput file(int groupRows, Codec codec, List<?> rows) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ParquetFileWriter writer = new ParquetFileWriter(out, codec, groupRows, 1 << 20)) {
            rows.forEach(writer::write);
        }
        return new BytesInput("trips.parquet", out.toByteArray(), Integer.MAX_VALUE);
    }

    private static <T> List<T> read(Class<T> type, BytesInput input) {
        return Reading.of(
                new TableFormat<T>(type, TableForm.PARQUET, BadRecords.fail()), List.of(ObjectRange.whole(input)));
    }

    @ParameterizedTest
    @EnumSource
    void recordsComeBack(Codec codec) {
        List<Trip> trips = trips(1_000);

        assertThat(read(Trip.class, file(300, codec, trips))).isEqualTo(trips);
    }

    @Test
    void everyRecordIsReadOnceWhateverTheRanges() {
        List<Trip> trips = trips(200);
        BytesInput input = file(7, Codec.NONE, trips);

        for (int length : new int[] {700, 3_333, 10_000, 1 << 20}) {
            assertThat(Reading.of(
                            new TableFormat<Trip>(Trip.class, TableForm.PARQUET, BadRecords.fail()),
                            input.ranges(length)))
                    .isEqualTo(trips);
        }
    }

    @Test
    void onlyTheColumnsOfTheRecordAreRead() {
        assertThat(read(Part.class, file(10, Codec.GZIP, trips(2))))
                .containsExactly(new Part(null, 0), new Part("zone 1", 1));
    }

    @Test
    void allColumnsAreReadAsRows() {
        List<Row> rows = read(Row.class, file(10, Codec.NONE, trips(2)));

        assertThat(rows.get(1).get("delay")).isEqualTo(-1L);
        assertThat(rows.get(1).text("price")).isEqualTo("-0.99");
    }

    @Test
    void aColumnOfNullsOnlyIsRead() {
        List<Row> rows = read(Row.class, file(10, Codec.NONE, List.of(new Nothing(1, null), new Nothing(2, null))));

        assertThat(rows).extracting(row -> row.get("nothing")).containsOnlyNulls();
        assertThat(rows).extracting(row -> row.get("number")).containsExactly(1L, 2L);
    }

    @Test
    void aValueThatDoesNotFitIsNamedWithItsPlaceAndWhatWasExpected() {
        assertThatThrownBy(() -> read(Narrow.class, file(100, Codec.NONE, trips(200))))
                .isInstanceOf(UndecodableException.class)
                .hasMessageContaining("trips.parquet, row 129")
                .hasMessageContaining("column id has 128 of type INT64")
                .hasMessageContaining("byte");
    }

    @Test
    void aFileWithoutRowsIsRead() {
        assertThat(read(Row.class, file(2, Codec.NONE, List.of()))).isEmpty();
    }

    @Test
    void aListThatDoesNotFitIsNamedWithItsPlace() {
        assertThatThrownBy(() -> read(Part.class, file(2, Codec.NONE, List.of(new Lists(List.of(1L), List.of())))))
                .isInstanceOf(UndecodableException.class)
                .hasMessageContaining("row 1")
                .hasMessageContaining("column zone has [1] of type list, which does not fit component zone of Part");
    }

    @Test
    void rowsThatDoNotFitAreSkippedAndTold() {
        BytesInput input = file(100, Codec.NONE, trips(200));
        Reading reading = new Reading();

        List<Narrow> narrow = reading.all(new ObjectShare<>(
                new TableFormat<Narrow>(Narrow.class, TableForm.PARQUET, BadRecords.skip()),
                List.of(ObjectRange.whole(input))));

        assertThat(narrow).hasSize(128).last().isEqualTo(new Narrow((byte) 127));
        assertThat(reading.bad).hasSize(72);
        assertThat(reading.bad.getFirst().place()).isEqualTo("trips.parquet, row 129");
        assertThat(reading.bad.getFirst().reason()).contains("column id has 128");
        assertThat(reading.bad.getFirst().record()).asString().isEqualTo("{\"id\":128}");
    }

    @Test
    void aRowOfALaterRangeIsNamedByItsPlaceInTheFile() {
        BytesInput input = file(10, Codec.NONE, trips(200));
        Reading reading = new Reading();
        TableFormat<Narrow> format = new TableFormat<>(Narrow.class, TableForm.PARQUET, BadRecords.skip());

        for (ObjectRange range : input.ranges(input.bytes().length / 3)) {
            reading.all(new ObjectShare<>(format, List.of(range)));
        }

        assertThat(reading.bad).hasSize(72);
        assertThat(reading.bad.getFirst().place()).isEqualTo("trips.parquet, row 129");
        assertThat(reading.bad.getLast().place()).isEqualTo("trips.parquet, row 200");
    }

    @Test
    void otherFilesAreRefused() {
        assertThatThrownBy(() -> read(Row.class, new BytesInput("plain.txt", "no Parquet at all, but text")))
                .isInstanceOf(UndecodableException.class)
                .hasMessageContaining("plain.txt");
    }
}
