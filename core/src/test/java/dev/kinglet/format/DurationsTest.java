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
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A duration, and a time of day, in every format that has columns or members: both ways, to the nanosecond, or not at all. */
class DurationsTest {

    record Flat(
            int id,
            @Nullable Duration taken,
            Optional<Duration> delay,
            @Nullable LocalTime at) {}

    record Stop(Duration stay, LocalTime at) {}

    record Nested(int id, List<Duration> legs, List<Optional<Duration>> waits, Stop stop, Optional<List<Stop>> stops) {}

    /** Formats that store a number of nanoseconds, and those that store a text. */
    enum Format {
        CSV(false),
        JSON(false),
        ARROW(true),
        PARQUET(true);

        final boolean nanoseconds;

        Format(boolean nanoseconds) {
            this.nanoseconds = nanoseconds;
        }

        Sink<Object> sink() {
            return switch (this) {
                case CSV -> Sinks.csv("x");
                case JSON -> Sinks.json("x");
                case ARROW -> Sinks.arrow("x");
                case PARQUET -> Sinks.parquet("x");
            };
        }

        <T extends Record> Source<T> source(Class<T> type, String path) {
            return switch (this) {
                case CSV -> Sources.csv(type, path);
                case JSON -> Sources.json(type, path);
                case ARROW -> Sources.arrow(type, path);
                case PARQUET -> Sources.parquet(type, path);
            };
        }
    }

    private static final List<Duration> EDGES = List.of(
            Duration.ZERO,
            Duration.ofNanos(1),
            Duration.ofNanos(-1),
            Duration.ofSeconds(-1, 1),
            Duration.ofDays(-1),
            Duration.ofNanos(Long.MIN_VALUE),
            Duration.ofNanos(Long.MAX_VALUE));

    private static final List<Duration> BEYOND = List.of(
            Duration.ofNanos(Long.MAX_VALUE).plusNanos(1),
            Duration.ofNanos(Long.MIN_VALUE).minusNanos(1),
            Duration.ofSeconds(Long.MAX_VALUE, 999_999_999),
            Duration.ofSeconds(Long.MIN_VALUE));

    @TempDir
    Path folder;

    private final Random random = new Random(7);

    private Duration duration() {
        return random.nextInt(3) == 0 ? EDGES.get(random.nextInt(EDGES.size())) : Duration.ofNanos(random.nextLong());
    }

    private Stop stop() {
        return new Stop(duration(), LocalTime.ofNanoOfDay(random.nextLong(86_400_000_000_000L)));
    }

    private Flat flat(int id) {
        return new Flat(
                id,
                duration(),
                Optional.of(duration()).filter(any -> random.nextBoolean()),
                random.nextInt(4) == 0 ? null : stop().at());
    }

    private Nested nested(int id) {
        List<Duration> legs =
                Stream.generate(this::duration).limit(random.nextInt(4)).toList();
        List<Optional<Duration>> waits = Stream.generate(
                        () -> Optional.of(duration()).filter(any -> random.nextBoolean()))
                .limit(random.nextInt(4))
                .toList();
        Optional<List<Stop>> stops = Optional.of(List.of(stop(), stop())).filter(any -> random.nextBoolean());
        return new Nested(id, legs, waits, stop(), stops);
    }

    private Path write(Format format, List<?> rows) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            RecordWriter<Object> writer = RecordWriters.open(format.sink(), bytes);
            rows.forEach(writer::write);
            writer.close();
            return Files.write(folder.resolve("part"), bytes.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> List<T> read(Source<T> source) {
        return new Reading().all(SharePlanner.plan(source, TestStores.ANY, 1 << 20, 1));
    }

    @ParameterizedTest
    @EnumSource
    void theyComeBackAsComponents(Format format) {
        List<Flat> rows = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            rows.add(flat(i));
        }

        assertThat(read(format.source(Flat.class, write(format, rows).toString())))
                .isEqualTo(rows);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CSV")
    void theyComeBackFromWithinListsAndRecords(Format format) {
        List<Nested> rows = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            rows.add(nested(i));
        }

        assertThat(read(format.source(Nested.class, write(format, rows).toString())))
                .isEqualTo(rows);
    }

    static Stream<Format> formatsOfNanoseconds() {
        return Stream.of(Format.values()).filter(format -> format.nanoseconds);
    }

    @ParameterizedTest
    @MethodSource("formatsOfNanoseconds")
    void theyAreWhatTheyAreInRows(Format format) {
        String path = write(format, List.of(new Flat(1, Duration.ofHours(-5), Optional.empty(), LocalTime.NOON)))
                .toString();
        Source<Row> source = format == Format.ARROW ? Sources.arrow(path) : Sources.parquet(path);

        assertThat(read(source).getFirst().values()).containsExactly(1L, Duration.ofHours(-5), null, LocalTime.NOON);
    }

    @ParameterizedTest
    @MethodSource("formatsOfNanoseconds")
    void oneOfMoreThanALongOfNanosecondsIsRefused(Format format) {
        for (Duration beyond : BEYOND) {
            Flat row = new Flat(1, beyond, Optional.empty(), null);

            assertThatThrownBy(() -> write(format, List.of(flat(0), row)))
                    .as("%s in %s", beyond, format)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("column taken")
                    .hasMessageContaining("292 years");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"CSV", "JSON"})
    void aTextHoldsAny(Format format) {
        List<Flat> rows = BEYOND.stream()
                .map(any -> new Flat(1, any, Optional.of(any), null))
                .toList();

        assertThat(read(format.source(Flat.class, write(format, rows).toString())))
                .isEqualTo(rows);
    }

    record Ticks(long taken) {}

    @Test
    void aNumberOfWhichNobodySaysTheUnitIsNoDuration() {
        record Taken(Duration taken) {}
        String path = write(Format.PARQUET, List.of(new Ticks(5))).toString();

        assertThatThrownBy(() -> read(Sources.parquet(Taken.class, path)))
                .hasMessageContaining("column taken has 5 of type INT64, which does not fit component taken");
    }
}
