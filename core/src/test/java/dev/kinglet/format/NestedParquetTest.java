package dev.kinglet.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kinglet.BadRecords;
import dev.kinglet.Row;
import dev.kinglet.columns.ParquetFileWriter;
import dev.kinglet.columns.ParquetFileWriter.Codec;
import dev.kinglet.columns.parquet.DuckDb;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists and records in Parquet, written here and read by another implementation. */
class NestedParquetTest {

    enum Mood {
        GOOD,
        BAD
    }

    record Stop(@Nullable String station, @Nullable Integer minutes) {}

    record Leg(@Nullable List<Integer> platforms, @Nullable Stop stop, boolean late) {}

    record Journey(
            long id,
            @Nullable List<Integer> numbers,
            @Nullable List<Stop> stops,
            @Nullable Stop last,
            @Nullable List<List<String>> words,
            @Nullable List<Leg> legs,
            Optional<List<Long>> maybe,
            List<Optional<Integer>> ratings) {}

    record Leaves(
            List<Boolean> flags,
            List<Byte> bytes,
            List<Short> shorts,
            List<Character> letters,
            List<Float> floats,
            List<Double> doubles,
            List<Instant> instants,
            List<LocalDate> days,
            List<BigDecimal> prices,
            List<Mood> moods,
            List<byte[]> blobs) {}

    record Within(Journey journey) {}

    record OnlyLast(long id, @Nullable Stop last) {}

    record Nothing() {}

    record Empty(Nothing nothing) {}

    private static BytesInput file(int groupRows, List<?> rows) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ParquetFileWriter writer = new ParquetFileWriter(out, Codec.GZIP, groupRows, 1 << 20)) {
            rows.forEach(writer::write);
        }
        return new BytesInput("nested.parquet", out.toByteArray(), Integer.MAX_VALUE);
    }

    private static <T> List<T> read(Class<T> type, BytesInput input) {
        return Reading.of(
                new TableFormat<T>(type, TableForm.PARQUET, BadRecords.fail()), List.of(ObjectRange.whole(input)));
    }

    /** Values from a seed, with nulls and empty lists of all kinds. */
    private record Any(Random random) {

        <T> @Nullable T orNull(Supplier<T> value) {
            return random.nextInt(4) == 0 ? null : value.get();
        }

        <T> List<T> list(Supplier<@Nullable T> item) {
            int length = random.nextInt(3) == 0 ? 0 : random.nextInt(5);
            List<T> list = new ArrayList<>();
            for (int i = 0; i < length; i++) {
                list.add(item.get());
            }
            return list;
        }

        int number() {
            return random.nextInt(1_000);
        }

        Stop stop() {
            return new Stop(orNull(() -> "station " + number()), orNull(this::number));
        }

        Leg leg() {
            return new Leg(orNull(() -> list(() -> orNull(this::number))), orNull(this::stop), random.nextBoolean());
        }

        Journey journey(int id) {
            return new Journey(
                    id,
                    orNull(() -> list(() -> orNull(this::number))),
                    orNull(() -> list(() -> orNull(this::stop))),
                    orNull(this::stop),
                    orNull(() -> list(() -> orNull(() -> list(() -> orNull(() -> "word " + number()))))),
                    orNull(() -> list(() -> orNull(this::leg))),
                    Optional.ofNullable(orNull(() -> list(() -> (long) number()))),
                    list(() -> Optional.ofNullable(orNull(this::number))));
        }
    }

    private static List<Journey> journeys(long seed, int count) {
        Any any = new Any(new Random(seed));
        List<Journey> journeys = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            journeys.add(any.journey(i));
        }
        return journeys;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 1_000})
    void recordsOfListsAndRecordsComeBack(int groupRows) {
        for (long seed = 0; seed < 40; seed++) {
            List<Journey> journeys = journeys(seed, 1 + (int) seed);

            assertThat(read(Journey.class, file(groupRows, journeys)))
                    .as("seed %d, %d rows a group", seed, groupRows)
                    .isEqualTo(journeys);
        }
    }

    @Test
    void manyRowsComeBack() {
        List<Journey> journeys = journeys(1, 20_000);

        assertThat(read(Journey.class, file(9_000, journeys))).isEqualTo(journeys);
    }

    @Test
    void theyComeBackFromWithinARecord() {
        List<Within> rows = journeys(2, 200).stream().map(Within::new).toList();

        assertThat(read(Within.class, file(50, rows))).isEqualTo(rows);
    }

    @Test
    void everyRecordIsReadOnceWhateverTheRanges() {
        List<Journey> journeys = journeys(3, 200);
        BytesInput input = file(7, journeys);

        for (int length : new int[] {700, 3_333, 10_000, 1 << 20}) {
            assertThat(Reading.of(
                            new TableFormat<Journey>(Journey.class, TableForm.PARQUET, BadRecords.fail()),
                            input.ranges(length)))
                    .isEqualTo(journeys);
        }
    }

    @Test
    void listsOfEveryKindOfValueComeBack() {
        Leaves leaves = new Leaves(
                List.of(true, false, true),
                List.of((byte) -1),
                List.of((short) -2, (short) 3),
                List.of('a', '\uffff'),
                List.of(1.5f),
                List.of(-2.25, 0.0),
                List.of(Instant.ofEpochSecond(-5, 7)),
                List.of(LocalDate.of(1900, 1, 1), LocalDate.of(2100, 1, 1)),
                List.of(new BigDecimal("-1.25"), new BigDecimal("3.50")),
                List.of(Mood.BAD, Mood.GOOD),
                List.of(new byte[] {1, 2}, new byte[0]));

        assertThat(read(Leaves.class, file(10, List.of(leaves, leaves))))
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(leaves, leaves);
    }

    @Test
    void onlyTheColumnsOfTheRecordAreRead() {
        List<Journey> journeys = journeys(4, 50);

        assertThat(read(OnlyLast.class, file(10, journeys)))
                .isEqualTo(journeys.stream()
                        .map(journey -> new OnlyLast(journey.id(), journey.last()))
                        .toList());
    }

    @Test
    void allColumnsAreReadAsRows() {
        Leg leg = new Leg(List.of(1), new Stop("A", 2), true);
        Journey journey = new Journey(1, null, List.of(), null, null, List.of(leg), Optional.empty(), List.of());

        Row row = read(Row.class, file(10, List.of(journey))).getFirst();

        assertThat(row.get("stops")).isEqualTo(List.of());
        assertThat(row.get("numbers")).isNull();
        assertThat(row.get("legs"))
                .isEqualTo(List.of(new Row(
                        List.of("platforms", "stop", "late"),
                        List.of(List.of(1L), new Row(List.of("station", "minutes"), List.of("A", 2L)), true))));
    }

    @Test
    void whatIsNoRecordIsOneColumn() {
        List<Row> rows = read(Row.class, file(2, List.of(List.of(1, 2), List.of(), List.of(3))));

        assertThat(rows).extracting(row -> row.get("value")).containsExactly(List.of(1L, 2L), List.of(), List.of(3L));
    }

    record Entry(String key, int value) {}

    record Foreign(
            int id,
            @Nullable List<Integer> numbers,
            @Nullable Stop last,
            @Nullable List<Stop> stops,
            @Nullable List<List<Integer>> deep,
            @Nullable List<BigDecimal> prices,
            @Nullable List<Entry> m) {}

    private static final String FOREIGN_ROWS = """
        select * from (values
            (1, [1, null, 3], {'station': 'A', 'minutes': 5}, [{'station': 'B', 'minutes': null}, null],
                [[1, 2], [], null], [1.25::decimal(9, 2)], map {'k': 1}),
            (2, [], null, [], [], null, map {}),
            (3, null, {'station': null, 'minutes': 7}, null, null, [], null))
        rows(id, numbers, last, stops, deep, prices, m)\
        """;

    @Test
    void aFileOfAnotherWriterIsRead(@TempDir Path folder) {
        byte[] bytes;
        try (DuckDb duck = new DuckDb(folder)) {
            bytes = duck.write(FOREIGN_ROWS, "");
        }
        BytesInput input = new BytesInput("duckdb-nested.parquet", bytes, Integer.MAX_VALUE);

        assertThat(read(Foreign.class, input))
                .containsExactly(
                        new Foreign(
                                1,
                                Arrays.asList(1, null, 3),
                                new Stop("A", 5),
                                Arrays.asList(new Stop("B", null), null),
                                Arrays.asList(List.of(1, 2), List.of(), null),
                                List.of(new BigDecimal("1.25")),
                                List.of(new Entry("k", 1))),
                        new Foreign(2, List.of(), null, List.of(), List.of(), null, List.of()),
                        new Foreign(3, null, new Stop(null, 7), null, null, List.of(), null));
    }

    @Test
    void aRecordWithoutComponentsIsRefused() {
        assertThatThrownBy(() -> file(2, List.of(new Empty(new Nothing()))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("column nothing has records without components");
    }
}
