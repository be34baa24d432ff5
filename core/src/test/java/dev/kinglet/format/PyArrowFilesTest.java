package dev.kinglet.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kinglet.Row;
import dev.kinglet.Source;
import dev.kinglet.Sources;
import dev.kinglet.store.TestStores;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The files of pyarrow in the folder that the environment names, beside what pyarrow reads of them; or none, which is then said. */
class PyArrowFilesTest {

    private static final String VARIABLE = "KINGLET_TEST_PYARROW_FILES";

    static Stream<Path> files() throws IOException {
        String folder = System.getenv(VARIABLE);
        if (folder == null || folder.isEmpty()) {
            System.out.println("PyArrowFilesTest is left out: " + VARIABLE + " names no folder of files to read");
            return Stream.empty();
        }
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            List<Path> found = files.filter(file -> file.toString().matches(".*\\.(parquet|arrow)"))
                    .sorted()
                    .toList();
            assertThat(found).as("files in %s", folder).isNotEmpty();
            return found.stream();
        }
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("files")
    void whatIsReadIsWhatPyArrowReads(Path file) throws IOException {
        Source<Row> source =
                file.toString().endsWith(".arrow") ? Sources.arrow(file.toString()) : Sources.parquet(file.toString());
        Path refused = file.resolveSibling(file.getFileName() + ".refused");
        if (Files.exists(refused)) {
            assertThatThrownBy(() -> read(source, 1 << 20)).hasMessageContaining(Files.readString(refused));
            return;
        }
        List<String> expected = Files.readAllLines(file.resolveSibling(file.getFileName() + ".expected"));

        assertThat(read(source, 1 << 20)).isEqualTo(expected);
        assertThat(read(source, 5_000)).as("in ranges").isEqualTo(expected);
    }

    private static List<String> read(Source<Row> source, int rangeBytes) {
        return new Reading()
                .all(SharePlanner.plan(source, TestStores.ANY, rangeBytes, 1)).stream()
                        .map(PyArrowFilesTest::text)
                        .toList();
    }

    /** A value as the files beside have it. */
    private static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case Boolean truth -> "bool " + truth;
            case Long number -> "int " + number;
            case Double number ->
                number.isNaN() ? "double NaN" : "double " + HexFormat.of().toHexDigits(Double.doubleToLongBits(number));
            case BigDecimal number -> "decimal " + number.unscaledValue() + " " + number.scale();
            case LocalDate date -> "date " + date;
            case LocalTime time -> "time " + time.toNanoOfDay();
            case Instant time -> "instant " + nanoseconds(time);
            case LocalDateTime time -> "local " + nanoseconds(time.toInstant(ZoneOffset.UTC));
            case Duration time -> "duration " + nanoseconds(Instant.EPOCH.plus(time));
            case UUID identifier -> "uuid " + identifier;
            case byte[] bytes -> "bytes " + HexFormat.of().formatHex(bytes);
            case String text -> "text " + text;
            case List<?> list -> list.stream().map(PyArrowFilesTest::text).collect(Collectors.joining(", ", "[", "]"));
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .map(pair -> text(pair.getKey()) + ": " + text(pair.getValue()))
                        .collect(Collectors.joining(", ", "<", ">"));
            case Row row ->
                IntStream.range(0, row.columns().size())
                        .mapToObj(i ->
                                row.columns().get(i) + ": " + text(row.values().get(i)))
                        .collect(Collectors.joining(", ", "{", "}"));
            default -> throw new IllegalArgumentException(value.getClass().getName());
        };
    }

    private static BigInteger nanoseconds(Instant time) {
        return BigInteger.valueOf(time.getEpochSecond())
                .multiply(BigInteger.valueOf(1_000_000_000))
                .add(BigInteger.valueOf(time.getNano()));
    }
}
