package dev.kinglet.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kinglet.Compression;
import dev.kinglet.Sink;
import dev.kinglet.Sinks;
import dev.kinglet.Source;
import dev.kinglet.Sources;
import dev.kinglet.store.TestStores;
import java.io.ByteArrayOutputStream;
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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a sink writes its source reads back equal; what it could not, is refused when it is written. */
class RoundTripTest {

    private static final int ROUNDS = 150;

    record Simple(
            String text,
            Optional<String> note,
            boolean flag,
            byte tiny,
            short little,
            char character,
            int number,
            long large,
            float single,
            double real,
            Optional<Integer> maybe,
            BigDecimal decimal,
            BigInteger whole,
            TimeUnit unit,
            UUID id,
            Instant instant,
            LocalDate date,
            LocalDateTime dateTime,
            LocalTime time,
            Duration duration) {}

    record Nested(
            Simple simple,
            Optional<Simple> other,
            List<String> texts,
            List<Optional<String>> maybe,
            Map<String, Optional<Double>> reals,
            Map<String, List<Duration>> durations,
            Optional<List<Long>> list) {}

    @TempDir
    Path folder;

    private final Random random = new Random(5);

    /** Of characters that a format gives a meaning, and once in a while of those that are no text. */
    private String text() {
        StringBuilder text = new StringBuilder();
        boolean wild = random.nextInt(8) == 0;
        for (int i = random.nextInt(7); i > 0; i--) {
            String alphabet = wild
                    ? "a\0\ud83d\ude00\ufffe\ufeff\n\r\u2028\u0085"
                    : "a \t,;|\"'\\{}[]:ä€\u00a0\ufeff\ufffd\u2028";
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return random.nextInt(9) == 0 ? text + "😀" : text.toString();
    }

    private double real() {
        return switch (random.nextInt(6)) {
            case 0 -> Double.NaN;
            case 1 -> Double.NEGATIVE_INFINITY;
            case 2 -> -0.0;
            default -> Double.longBitsToDouble(random.nextLong());
        };
    }

    private Instant instant() {
        return random.nextInt(9) == 0
                ? List.of(Instant.MIN, Instant.MAX).get(random.nextInt(2))
                : Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000));
    }

    private Simple simple() {
        BigInteger whole = new BigInteger(random.nextInt(300), random).subtract(BigInteger.valueOf(random.nextInt()));
        return new Simple(
                text(),
                Optional.of(text()).filter(text -> random.nextBoolean()),
                random.nextBoolean(),
                (byte) random.nextInt(),
                (short) random.nextInt(),
                random.nextInt(9) == 0 ? (char) random.nextInt(0x10000) : " \t\",;äx".charAt(random.nextInt(7)),
                random.nextInt(),
                random.nextLong(),
                (float) real(),
                real(),
                Optional.of(random.nextInt()).filter(number -> random.nextBoolean()),
                new BigDecimal(whole, random.nextInt(600) - 300),
                whole,
                List.of(TimeUnit.values()).get(random.nextInt(7)),
                new UUID(random.nextLong(), random.nextLong()),
                instant(),
                LocalDate.ofEpochDay(random.nextInt()),
                LocalDateTime.ofEpochSecond(random.nextInt(), random.nextInt(1_000), java.time.ZoneOffset.UTC),
                LocalTime.ofNanoOfDay(random.nextLong(86_400L * 1_000_000_000)),
                Duration.ofSeconds(random.nextLong(), random.nextInt(1_000_000_000)));
    }

    private Nested nested() {
        Map<String, Optional<Double>> reals = new LinkedHashMap<>();
        Map<String, List<Duration>> durations = new LinkedHashMap<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            reals.put(text(), Optional.of(real()).filter(value -> random.nextBoolean()));
            durations.put(text(), List.of(Duration.ofNanos(random.nextLong()), Duration.ZERO));
        }
        List<Optional<String>> maybe = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            maybe.add(Optional.of(text()).filter(text -> random.nextBoolean()));
        }
        return new Nested(
                simple(),
                Optional.of(simple()).filter(simple -> random.nextBoolean()),
                List.of(text(), text()),
                maybe,
                reals,
                durations,
                Optional.of(List.of(random.nextLong())).filter(list -> random.nextBoolean()));
    }

    /** Gives whether it was written. */
    private <T> boolean readsBack(Sink<? super T> sink, List<T> records, Source<T> source) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        RecordWriter<? super T> writer = RecordWriters.open(sink, bytes);
        try {
            records.forEach(writer::write);
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageMatching("(?s).*(NUL|surrogate|end of line|delimiter).*");
            return false;
        }
        writer.close();
        Files.write(folder.resolve("part"), bytes.toByteArray());
        List<T> read = new Reading()
                .all(SharePlanner.plan(source, TestStores.ANY, 1 + random.nextInt(300), 1 + random.nextInt(3)));
        assertThat(read).isEqualTo(records);
        return true;
    }

    @Test
    void everySinkIsReadBackEqualOrRefusesARecord() throws IOException {
        String part = folder.resolve("part").toString();
        int written = 0;
        for (int i = 0; i < ROUNDS; i++) {
            Compression compression = List.of(Compression.values()).get(random.nextInt(3));
            List<Simple> simple = new ArrayList<>();
            List<Nested> nested = new ArrayList<>();
            List<String> texts = new ArrayList<>();
            for (int j = random.nextInt(3); j >= 0; j--) {
                simple.add(simple());
                nested.add(nested());
                texts.add(text());
            }
            String delimiter = List.of("|", "aa", ";,", "\t").get(random.nextInt(4));
            char separator = ",;\t|".charAt(random.nextInt(4));
            boolean[] done = {
                readsBack(
                        Sinks.csv("x").separator(separator).compressed(compression),
                        simple,
                        Sources.csv(Simple.class, part).separator(separator)),
                readsBack(Sinks.json("x").compressed(compression), nested, Sources.json(Nested.class, part)),
                readsBack(Sinks.text("x").compressed(compression), texts, Sources.text(part)),
                readsBack(
                        Sinks.text("x").compressed(compression).delimitedBy(delimiter),
                        texts,
                        Sources.text(part).delimitedBy(delimiter))
            };
            for (boolean each : done) {
                written += each ? 1 : 0;
            }
        }
        assertThat(written).isBetween(ROUNDS, ROUNDS * 4);
    }

    record Twice(Optional<Optional<String>> text) {}

    @Test
    void whatCannotBeToldApartIsRefused() {
        Map<String, String> noKey = new LinkedHashMap<>();
        noKey.put(null, "x");

        assertThatThrownBy(() -> json().write(new Twice(Optional.of(Optional.empty()))))
                .hasMessageContaining("an Optional holds an Optional");
        assertThatThrownBy(() -> json().write(noKey)).hasMessageContaining("key null");
        assertThatThrownBy(() -> json().write(new BigInteger("9".repeat(20_000))))
                .hasMessageContaining("write it as text");
    }

    private static RecordWriter<Object> json() {
        return RecordWriters.open(Sinks.json("x"), new ByteArrayOutputStream());
    }
}
