package dev.kinglet.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kinglet.BadRecords;
import dev.kinglet.Row;
import dev.kinglet.closure.UndecodableException;
import dev.kinglet.columns.ArrowFileWriter;
import dev.kinglet.columns.BatchCompression;
import dev.kinglet.columns.BatchOptions;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ArrowFormatTest {

    enum Weather {
        SUN,
        RAIN
    }

    record Stop(String station, int minutes) {}

    record Trip(
            long id,
            int delay,
            double fare,
            float weight,
            boolean late,
            char letter,
            @Nullable String zone,
            Optional<Integer> rating,
            Instant begun,
            LocalDate day,
            LocalDateTime local,
            BigDecimal price,
            Weather weather,
            List<Stop> stops,
            Stop last) {}

    record Wider(double delay, long id, Optional<String> unknown) {}

    record Narrow(byte id) {}

    record Whole(int number) {}

    record MaybeNumber(@Nullable Integer number) {}

    private static Trip trip(int i) {
        return new Trip(
                i,
                -i,
                i / 4.0,
                i / 2f,
                i % 3 == 0,
                (char) ('a' + i % 26),
                i % 4 == 0 ? null : "zone " + i,
                i % 5 == 0 ? Optional.empty() : Optional.of(i),
                Instant.ofEpochSecond(i, i),
                LocalDate.ofEpochDay(i),
                LocalDateTime.of(2020, 1, 1, 0, 0, i % 60),
                BigDecimal.valueOf(i, 2),
                Weather.values()[i % 2],
                new ArrayList<>(List.of(new Stop("A", i), new Stop("B", -i))),
                new Stop("C", i));
    }

    private static BytesInput file(int batchRows, BatchCompression compression, List<?> rows) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ArrowFileWriter writer = new ArrowFileWriter(out, new BatchOptions(compression, batchRows, 1 << 20))) {
            rows.forEach(writer::write);
        }
        return new BytesInput("trips.arrow", out.toByteArray(), Integer.MAX_VALUE);
    }

    private static <T> List<T> read(Class<T> type, BytesInput input) {
        return Reading.of(
                new TableFormat<T>(type, TableForm.ARROW, BadRecords.fail()), List.of(ObjectRange.whole(input)));
    }

    private static List<Trip> trips(int count) {
        List<Trip> trips = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            trips.add(trip(i));
        }
        return trips;
    }

    @ParameterizedTest
    @EnumSource
    void recordsComeBackFromFiles(BatchCompression compression) {
        List<Trip> trips = trips(1_000);

        assertThat(read(Trip.class, file(300, compression, trips))).isEqualTo(trips);
    }

    @Test
    void everyRecordIsReadOnceWhateverTheRanges() {
        List<Trip> trips = trips(200);
        BytesInput input = file(7, BatchCompression.LZ4, trips);

        for (int length : new int[] {500, 3_333, 10_000, 1 << 20}) {
            assertThat(Reading.of(
                            new TableFormat<Trip>(Trip.class, TableForm.ARROW, BadRecords.fail()),
                            input.ranges(length)))
                    .isEqualTo(trips);
        }
    }

    @Test
    void streamsBelongToTheirFirstRange() {
        byte[] file = file(10, BatchCompression.NONE, trips(100)).bytes();
        BytesInput stream = new BytesInput("stream", Arrays.copyOfRange(file, 8, file.length - 10), Integer.MAX_VALUE);

        assertThat(read(Trip.class, stream)).isEqualTo(trips(100));
        assertThat(Reading.of(
                        new TableFormat<Trip>(Trip.class, TableForm.ARROW, BadRecords.fail()), stream.ranges(2_000)))
                .isEqualTo(trips(100));
    }

    @Test
    void columnsGoIntoWiderComponentsAndOthersAreLeftOut() {
        List<Wider> rows = read(Wider.class, file(10, BatchCompression.NONE, List.of(trip(1), trip(2))));

        assertThat(rows.get(1).delay()).isEqualTo(-2);
        assertThat(rows.get(1).id()).isEqualTo(2);
        assertThat(rows.get(1).unknown()).isEmpty();
    }

    @Test
    void allColumnsAreReadAsRows() {
        List<Row> rows = read(Row.class, file(10, BatchCompression.NONE, List.of(trip(3))));

        assertThat(rows.getFirst().columns()).startsWith("id", "delay", "fare");
        assertThat(rows.getFirst().get("delay")).isEqualTo(-3L);
        assertThat(rows.getFirst().get("last")).isEqualTo(new Row(List.of("station", "minutes"), List.of("C", 3L)));
    }

    @Test
    void aValueThatDoesNotFitIsNamedWithItsPlaceAndWhatWasExpected() {
        BytesInput input = file(100, BatchCompression.NONE, trips(200));

        assertThatThrownBy(() -> read(Narrow.class, input))
                .isInstanceOf(UndecodableException.class)
                .hasMessageContaining("trips.arrow, row 129")
                .hasMessageContaining("column id has 128 of type int64")
                .hasMessageContaining("byte");
    }

    @Test
    void aComponentWithoutAColumnIsNamedWithTheColumns() {
        assertThatThrownBy(() -> read(Whole.class, file(100, BatchCompression.NONE, trips(1))))
                .isInstanceOf(UndecodableException.class)
                .hasMessageContaining("no column for component number of Whole; the columns are [id, delay");
    }

    @Test
    void aNullIsNoPrimitive() {
        BytesInput input = file(2, BatchCompression.NONE, List.of(new MaybeNumber(null), new MaybeNumber(4)));

        assertThat(read(MaybeNumber.class, input)).containsExactly(new MaybeNumber(null), new MaybeNumber(4));
        assertThatThrownBy(() -> read(Whole.class, input))
                .hasMessageContaining("row 1")
                .hasMessageContaining("column number has no value");
    }

    @Test
    void whatIsNoRecordIsOneColumn() {
        List<Row> rows = read(Row.class, file(2, BatchCompression.NONE, List.of("a", "b", "c")));

        assertThat(rows).extracting(row -> row.get("value")).containsExactly("a", "b", "c");
    }

    @Test
    void aFileWithoutRowsIsRead() {
        assertThat(read(Row.class, file(2, BatchCompression.NONE, List.of()))).isEmpty();
        assertThat(read(Trip.class, file(2, BatchCompression.NONE, List.of()))).isEmpty();
    }

    @Test
    void rowsOfSeveralClassesAreNoTable() {
        assertThatThrownBy(() -> file(100, BatchCompression.NONE, List.of(new Whole(1), new Narrow((byte) 1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Narrow[id=1]");
        assertThatThrownBy(() -> file(1, BatchCompression.NONE, List.of(1, "two")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("two");
    }

    @Test
    void rowsThatDoNotFitAreSkippedAndTold() {
        BytesInput input = file(100, BatchCompression.NONE, trips(200));
        Reading reading = new Reading();

        List<Narrow> narrow = reading.all(new ObjectShare<>(
                new TableFormat<Narrow>(Narrow.class, TableForm.ARROW, BadRecords.skip()),
                List.of(ObjectRange.whole(input))));

        assertThat(narrow).hasSize(128).last().isEqualTo(new Narrow((byte) 127));
        assertThat(reading.bad).hasSize(72);
        assertThat(reading.bad.getFirst().place()).isEqualTo("trips.arrow, row 129");
        assertThat(reading.bad.getFirst().reason()).contains("column id has 128");
        assertThat(reading.bad.getFirst().record()).asString().isEqualTo("{\"id\":128}");
    }

    @Test
    void aRowOfALaterRangeIsNamedByItsPlaceInTheFile() {
        BytesInput input = file(10, BatchCompression.NONE, trips(200));
        Reading reading = new Reading();
        TableFormat<Narrow> format = new TableFormat<>(Narrow.class, TableForm.ARROW, BadRecords.skip());

        for (ObjectRange range : input.ranges(input.bytes().length / 3)) {
            reading.all(new ObjectShare<>(format, List.of(range)));
        }

        assertThat(reading.bad).hasSize(72);
        assertThat(reading.bad.getFirst().place()).isEqualTo("trips.arrow, row 9 of batch 13");
        assertThat(reading.bad.getLast().place()).isEqualTo("trips.arrow, row 10 of batch 20");
    }

    @Test
    void otherFilesAreRefused() {
        assertThatThrownBy(() -> read(Row.class, new BytesInput("plain.txt", "no arrow at all, but text")))
                .isInstanceOf(UndecodableException.class)
                .hasMessageContaining("plain.txt");
    }
}
