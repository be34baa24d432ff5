package dev.kinglet.columns.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kinglet.Row;
import dev.kinglet.columns.ColumnsException;
import dev.kinglet.columns.ParquetFileWriter;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Every type, encoding and compression of DuckDB, beside what it reads itself. */
class DuckDbParquetTest {

    private static final List<String> CODECS = List.of("uncompressed", "snappy", "gzip", "zstd", "brotli", "lz4_raw");

    @TempDir
    static Path folder;

    private static DuckDb duck;

    @BeforeAll
    static void open() {
        duck = new DuckDb(folder);
    }

    @AfterAll
    static void close() {
        duck.close();
    }

    @Test
    void whatIsReadIsWhatAnotherReads() {
        Set<Object> encodings = new HashSet<>();
        long seed = 0;
        for (String codec : CODECS) {
            for (String version : List.of("v1", "v2")) {
                for (int dictionary : new int[] {0, 10_000}) {
                    AnyExpression any = new AnyExpression(seed);
                    // DuckDB is slow at Brotli, and has a row group for every 2048 rows.
                    int most = codec.equals("brotli") ? 300 : 2_500;
                    int rows = new int[] {1, 300, most, 0}[(int) (seed % 4)];
                    String query = "select " + any.leaves() + ", " + any.nested(5) + " from range(" + rows + ") r(i)";
                    byte[] file = duck.write(
                            query,
                            "compression " + codec + ", parquet_version " + version + ", dictionary_size_limit "
                                    + dictionary + ", row_group_size 2048");

                    assertThat(Tables.comparable(Tables.rows(file)))
                            .as("seed %d, %s %s %d, %s", seed, codec, version, dictionary, query)
                            .isEqualTo(Tables.comparable(duck.read()));
                    duck.metadata("distinct encodings").forEach(row -> encodings.add(row.get("encodings")));
                    seed++;
                }
            }
        }
        assertThat(encodings)
                .contains(
                        "PLAIN",
                        "RLE_DICTIONARY",
                        "PLAIN_DICTIONARY",
                        "DELTA_BINARY_PACKED",
                        "DELTA_LENGTH_BYTE_ARRAY",
                        "BYTE_STREAM_SPLIT");
    }

    @Test
    void anIntervalIsItsParts() {
        byte[] file = duck.write(
                "select i * interval '1 month 2 days 3.5 seconds' as c from range(3) r(i) union all select null", "");

        assertThat(Tables.rows(file))
                .extracting(row -> row.get("c"))
                .containsExactly(interval(0, 0, 0), interval(1, 2, 3_500), interval(2, 4, 7_000), null);
    }

    /** For which the driver has no class. */
    @Test
    void aTimeWithAZoneKeepsItsNanoseconds() {
        byte[] file = duck.write("select make_timestamp_ns(1700000000123456789)::timestamptz_ns as c", "");

        assertThat(Tables.rows(file).getFirst().get("c")).isEqualTo(Instant.ofEpochSecond(1_700_000_000, 123_456_789));
    }

    record Part(String name, List<Optional<Integer>> numbers) {}

    record Written(
            boolean truth,
            byte one,
            short two,
            char letter,
            int four,
            long eight,
            float single,
            double real,
            String text,
            byte[] bytes,
            LocalDateTime local,
            LocalDate date,
            LocalTime time,
            BigDecimal decimal,
            Optional<Long> maybe,
            List<Part> parts,
            Optional<Part> part) {}

    private static Written written(int i) {
        Part part = new Part("é" + i, i % 4 == 0 ? List.of() : List.of(Optional.of(i), Optional.empty()));
        return new Written(
                i % 2 == 0,
                (byte) -i,
                (short) -i,
                (char) ('\uff00' + i),
                -i,
                Long.MIN_VALUE + i,
                i / 8f,
                i == 7 ? Double.NaN : -i / 8.0,
                "text " + i,
                new byte[] {(byte) i},
                LocalDateTime.of(1960, 1, 1, 12, 0, 0, i),
                LocalDate.ofEpochDay(-i),
                LocalTime.ofNanoOfDay(i * 1_001L),
                BigDecimal.valueOf(-i, 3),
                i % 3 == 0 ? Optional.empty() : Optional.of((long) i),
                i % 5 == 0 ? List.of() : List.of(part, part),
                Optional.of(part).filter(any -> any.name().endsWith("1")));
    }

    private static byte[] write(ParquetFileWriter.Codec codec, List<?> rows) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ParquetFileWriter writer = new ParquetFileWriter(out, codec, 70, 1 << 20)) {
            rows.forEach(writer::write);
        }
        return out.toByteArray();
    }

    @ParameterizedTest
    @EnumSource
    void whatIsWrittenIsReadByAnother(ParquetFileWriter.Codec codec) {
        byte[] file = write(
                codec,
                IntStream.range(0, 150).mapToObj(DuckDbParquetTest::written).toList());

        assertThat(Tables.comparable(duck.read(file, "*"))).isEqualTo(Tables.comparable(Tables.rows(file)));
    }

    record Times(Duration taken, Instant begun) {}

    /** A duration is what is stored to whoever does not know Arrow's schema in the footer; for the other there is no class in the driver. */
    @Test
    void timesAreTheirNanosecondsToAnother() {
        Times times = new Times(Duration.ofSeconds(-1, 1), Instant.ofEpochSecond(-1, 2));
        byte[] file = write(ParquetFileWriter.Codec.NONE, List.of(times));

        assertThat(duck.read(file, "taken, epoch_ns(begun)").getFirst().values())
                .containsExactly(-999_999_999L, -999_999_998L);
    }

    private static Row interval(long months, long days, long milliseconds) {
        return new Row(List.of("months", "days", "milliseconds"), List.of(months, days, milliseconds));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        1::variant                         | column c is a VARIANT of which some values lie in columns of their own
        {'a': [1, 2]}::variant             | column c is a VARIANT of which some values lie in columns of their own
        18446744073709551615::ubigint      | 18446744073709551615 is more than a long holds
        [18446744073709551615::ubigint]    | 18446744073709551615 is more than a long holds
        """)
    void whatIsRefusedIsRefusedByName(String value, String reason) {
        byte[] file = duck.write("select 1 as before, " + value + " as c", "");

        assertThatThrownBy(() -> Tables.rows(file))
                .isInstanceOf(ColumnsException.class)
                .hasMessageContaining(reason);
    }
}
