package dev.kinglet.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kinglet.BadRecords;
import dev.kinglet.Compression;
import dev.kinglet.ObjectInput;
import dev.kinglet.Row;
import dev.kinglet.Sources;
import dev.kinglet.closure.UndecodableException;
import dev.kinglet.columns.ArrowFileWriter;
import dev.kinglet.columns.BatchCompression;
import dev.kinglet.columns.BatchOptions;
import dev.kinglet.source.Compressed;
import dev.kinglet.source.InputResolver;
import dev.kinglet.store.TestStores;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Objects of every format, truncated and with bytes changed: they are refused as undecodable, by name, or read; where the form has a checksum,
 * only what was written is read. {@code KINGLET_TEST_FUZZ_ROUNDS} says how often each is damaged.
 */
final class DamagedObjectsTest {

    private static final int ROUNDS = Integer.parseInt(System.getenv().getOrDefault("KINGLET_TEST_FUZZ_ROUNDS", "50"));

    /** Far more than any of these takes, so that only what never ends fails. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    record Stop(String station, int minutes) {}

    record Fare(long id, double fare, String zone) {}

    record Trip(long id, double fare, Optional<String> zone, List<Stop> stops) {}

    /**
     * An object and how it is read.
     *
     * @param checked whether its form has a checksum of all that becomes a record
     */
    record Case(String name, byte[] bytes, boolean checked, Function<ObjectInput, List<?>> reader) {
        @Override
        public String toString() {
            return name;
        }
    }

    @TempDir
    private Path folder;

    private static List<Trip> trips() {
        return IntStream.range(0, 60)
                .mapToObj(i -> new Trip(
                        i,
                        i / 4.0,
                        i % 3 == 0 ? Optional.empty() : Optional.of("zone " + i % 7),
                        IntStream.range(0, i % 3)
                                .mapToObj(j -> new Stop("S" + j, j))
                                .toList()))
                .toList();
    }

    private static byte[] csv() {
        return trips().stream()
                .map(trip -> trip.id() + "," + trip.fare() + ",\"" + trip.zone().orElse("") + "\"")
                .collect(Collectors.joining("\n", "id,fare,zone\n", "\n"))
                .getBytes(UTF_8);
    }

    private static byte[] json() {
        return trips().stream()
                .map(trip -> "{\"id\":" + trip.id() + ",\"fare\":" + trip.fare()
                        + ",\"stops\":[{\"station\":\"S\",\"minutes\":1}]}")
                .collect(Collectors.joining("\n"))
                .getBytes(UTF_8);
    }

    private static byte[] arrow(BatchCompression compression) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (var writer = new ArrowFileWriter(out, new BatchOptions(compression, 25, 1 << 20))) {
            trips().forEach(writer::write);
        }
        return out.toByteArray();
    }

    private static byte[] compressed(Compression compression, byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream stream = Compressed.compress(compression, out, "x")) {
            stream.write(bytes);
        }
        return out.toByteArray();
    }

    private static byte[] zip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            ZipEntry entry = new ZipEntry("trips.csv");
            entry.setTimeLocal(LocalDateTime.of(2026, 11, 28, 12, 0)); // so that each run damages the same bytes
            zip.putNextEntry(entry);
            zip.write(bytes);
        }
        return out.toByteArray();
    }

    private static List<?> read(ObjectFormat<?> format, ObjectInput object) {
        return Reading.of(format, List.of(ObjectRange.whole(object)));
    }

    private static List<?> csvOf(ObjectInput object) {
        return read(new CsvFormat<>(Sources.csv(Fare.class, "unused"), Map.of()), object);
    }

    private static List<?> jsonOf(ObjectInput object) {
        return read(new JsonFormat<>(Sources.json(Trip.class, "unused")), object);
    }

    private static List<?> rowsOf(ObjectInput object) {
        return read(new TableFormat<Row>(Row.class, TableForm.ARROW, BadRecords.fail()), object);
    }

    private static List<?> tripsOf(ObjectInput object) {
        return read(new TableFormat<Trip>(Trip.class, TableForm.ARROW, BadRecords.fail()), object);
    }

    private static List<?> fixedOf(ObjectInput object) {
        return read(new FixedFormat(8, BadRecords.fail()), object).stream()
                .map(record -> new String((byte[]) record, UTF_8))
                .toList();
    }

    /** What follows the magic and its padding in a file, up to the footer, is a stream. */
    private static byte[] stream(byte[] file) {
        int footer = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(file.length - 10);
        return Arrays.copyOfRange(file, 8, file.length - 10 - footer);
    }

    static Stream<Case> cases() throws IOException {
        List<Case> cases = new ArrayList<>();
        cases.add(new Case("trips.csv", csv(), false, DamagedObjectsTest::csvOf));
        cases.add(new Case("trips.csv.gz", compressed(Compression.GZIP, csv()), true, DamagedObjectsTest::csvOf));
        cases.add(new Case("trips.csv.zst", compressed(Compression.ZSTD, csv()), true, DamagedObjectsTest::csvOf));
        cases.add(new Case("trips.zip", zip(csv()), true, DamagedObjectsTest::csvOf));
        cases.add(new Case("trips.jsonl", json(), false, DamagedObjectsTest::jsonOf));
        cases.add(new Case("trips.jsonl.gz", compressed(Compression.GZIP, json()), true, DamagedObjectsTest::jsonOf));
        cases.add(new Case("trips.fixed", Arrays.copyOf(csv(), 800), false, DamagedObjectsTest::fixedOf));
        for (BatchCompression compression : BatchCompression.values()) {
            byte[] file = arrow(compression);
            cases.add(new Case("rows-" + compression + ".arrow", file, false, DamagedObjectsTest::rowsOf));
            cases.add(new Case("trips-" + compression + ".arrow", file, false, DamagedObjectsTest::tripsOf));
            cases.add(new Case("stream-" + compression + ".arrows", stream(file), false, DamagedObjectsTest::rowsOf));
        }
        return cases.stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void whatIsDamagedIsRefusedByNameOrReadAsItWasWritten(Case one) throws IOException {
        List<?> whole = read(one, one.bytes());
        assertThat(whole).isNotEmpty();
        Random random = new Random(one.name().hashCode());
        for (int round = 0; round < ROUNDS; round++) {
            byte[] damaged = round % 2 == 0 ? changed(one.bytes(), random) : cutShort(one.bytes(), random);
            String how = one.name() + ", round " + round;
            Assertions.assertTimeoutPreemptively(PATIENCE, () -> check(one, damaged, whole, how), how);
        }
    }

    private void check(Case one, byte[] damaged, List<?> whole, String how) throws IOException {
        List<?> records;
        try {
            records = read(one, damaged);
        } catch (UndecodableException e) {
            assertThat(e).as(how).hasMessageContaining(one.name());
            return;
        } catch (RuntimeException | Error e) {
            throw new AssertionError(how + " was not refused as undecodable", e);
        }
        if (one.checked()) {
            assertThat(records).as(how).isEqualTo(whole);
        }
    }

    private List<?> read(Case one, byte[] bytes) throws IOException {
        // Each in a folder of its own: two files of one length at one place, written within a tick of the file system's
        // clock, are one file.
        Path file = Files.write(Files.createTempDirectory(folder, "round").resolve(one.name()), bytes);
        List<ObjectInput> objects;
        try {
            objects = InputResolver.resolve(List.of(file.toString()), TestStores.ANY);
        } catch (IllegalArgumentException e) {
            // An archive whose table of contents is damaged is refused where the user names it.
            throw new UndecodableException(String.valueOf(e.getMessage()), null, e);
        }
        List<Object> records = new ArrayList<>();
        objects.forEach(object -> records.addAll(one.reader().apply(object)));
        return records;
    }

    private static byte[] changed(byte[] bytes, Random random) {
        byte[] damaged = bytes.clone();
        for (int i = random.nextInt(3); i >= 0; i--) {
            int place = random.nextInt(damaged.length);
            damaged[place] =
                    random.nextBoolean() ? (byte) random.nextInt() : (byte) (damaged[place] ^ 1 << random.nextInt(8));
        }
        return damaged;
    }

    /** To a byte at least: an object of none is an empty one, whatever its name. */
    private static byte[] cutShort(byte[] bytes, Random random) {
        return Arrays.copyOf(bytes, random.nextInt(1, bytes.length));
    }
}
