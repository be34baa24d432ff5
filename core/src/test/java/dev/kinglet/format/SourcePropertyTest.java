package dev.kinglet.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kinglet.BadRecords;
import dev.kinglet.CsvSource;
import dev.kinglet.Sources;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Every record is read once and in order, whatever the object's size, the ranges' length and what a read gives at once: for each format
 * over random objects of it, of which some have no last end of line, some one of two bytes, and some values with ends of lines.
 */
class SourcePropertyTest {

    private static final int OBJECTS = 60;

    record Entry(String text, int number) {}

    private static final CsvSource<Entry> CSV = Sources.csv(Entry.class, "unset");

    private final Random random = new Random(7);

    /** Reads an object in ranges of every length, in reads of one byte, of few, and of all there is. */
    private static <T> void assertReadOnce(ObjectFormat<T> format, byte[] object, List<T> expected) {
        for (int length = 1; length <= object.length + 1; length++) {
            for (int atOnce : new int[] {1, 5, Integer.MAX_VALUE}) {
                assertThat(Reading.of(format, new BytesInput("object", object, atOnce).ranges(length)))
                        .as("%s in ranges of %d bytes, %d at once", new String(object, UTF_8), length, atOnce)
                        .isEqualTo(expected);
            }
        }
    }

    /** A word of characters of one to four bytes, and of those that formats give a meaning. */
    private String word() {
        StringBuilder word = new StringBuilder();
        for (int i = random.nextInt(5); i > 0; i--) {
            word.append(List.of("a", "ä", "€", "😀", ",", "\"", "\n", "\r\n", "{", "\\", "|")
                    .get(random.nextInt(11)));
        }
        return word.toString();
    }

    private List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            entries.add(new Entry(word(), random.nextInt(2_000)));
        }
        return entries;
    }

    private String end() {
        return random.nextBoolean() ? "\n" : "\r\n";
    }

    private byte[] lines(List<String> lines) {
        StringBuilder text = new StringBuilder();
        String end = end();
        for (int i = 0; i < lines.size(); i++) {
            text.append(lines.get(i));
            text.append(i < lines.size() - 1 || random.nextBoolean() ? end : "");
        }
        return text.toString().getBytes(UTF_8);
    }

    @Test
    void ofRandomTablesOfCsv() {
        for (int i = 0; i < OBJECTS; i++) {
            List<Entry> entries = entries();
            List<String> lines = new ArrayList<>(List.of("number,text"));
            for (Entry entry : entries) {
                lines.add(entry.number() + ",\"" + entry.text().replace("\"", "\"\"") + "\"");
            }

            assertReadOnce(new CsvFormat<>(CSV, Map.of()), lines(lines), entries);
        }
    }

    @Test
    void ofRandomTablesOfCsvWithoutAHeader() {
        for (int i = 0; i < OBJECTS; i++) {
            List<Entry> entries = entries();
            List<String> lines = new ArrayList<>();
            for (Entry entry : entries) {
                lines.add("\"" + entry.text().replace("\"", "\"\"") + "\"," + entry.number());
            }

            assertReadOnce(new CsvFormat<>(CSV.withoutHeader("text", "number"), Map.of()), lines(lines), entries);
        }
    }

    @Test
    void ofRandomLinesOfJson() throws Exception {
        for (int i = 0; i < OBJECTS; i++) {
            List<Entry> entries = entries();
            List<String> lines = new ArrayList<>();
            for (Entry entry : entries) {
                ByteArrayOutputStream line = new ByteArrayOutputStream();
                line.writeBytes(JsonLinesWriter.bytes(entry));
                lines.add(line.toString(UTF_8));
                if (random.nextInt(4) == 0) {
                    lines.add(" ");
                }
            }

            assertReadOnce(new JsonFormat<>(Sources.json(Entry.class, "unset")), lines(lines), entries);
        }
    }

    @Test
    void ofRandomRecordsOfOneLength() {
        for (int i = 0; i < OBJECTS; i++) {
            int recordBytes = 1 + random.nextInt(9);
            byte[] object = new byte[recordBytes * random.nextInt(7)];
            random.nextBytes(object);
            List<byte[]> expected = new ArrayList<>();
            for (int at = 0; at < object.length; at += recordBytes) {
                expected.add(Arrays.copyOfRange(object, at, at + recordBytes));
            }
            for (int inRange = 1; inRange <= expected.size() + 1; inRange++) {
                for (int atOnce : new int[] {1, 5, Integer.MAX_VALUE}) {
                    List<byte[]> read = Reading.of(
                            new FixedFormat(recordBytes, BadRecords.fail()),
                            new BytesInput("object", object, atOnce).ranges(recordBytes * inRange));

                    assertThat(read).usingElementComparator(Arrays::compare).isEqualTo(expected);
                }
            }
        }
    }

    /** Objects of {@code k} ranges and a byte more or less, of every format. */
    @Test
    void ofObjectsAroundAMultipleOfTheRanges() {
        for (int range : new int[] {1, 2, 7, 16}) {
            for (int times = 1; times <= 5; times++) {
                for (int size = Math.max(0, range * times - 1); size <= range * times + 1; size++) {
                    assertThatLinesAreRead(size, range);
                }
            }
        }
    }

    private static void assertThatLinesAreRead(int size, int range) {
        byte[] lines = "x\n".repeat(size).substring(0, size).getBytes(UTF_8);
        byte[] rows = "1\n".repeat(size).substring(0, size).getBytes(UTF_8);
        int count = (size + 1) / 2;

        assertThat(Reading.of(new TextFormat(null, null), new BytesInput("object", lines, 3).ranges(range)))
                .hasSize(count)
                .allMatch("x"::equals);
        assertThat(Reading.of(
                        new CsvFormat<>(Sources.csv(One.class, "unset").withoutHeader("number"), Map.of()),
                        new BytesInput("object", rows, 3).ranges(range)))
                .hasSize(count)
                .allMatch(new One(1)::equals);
        assertThat(Reading.of(new FixedFormat(1, BadRecords.fail()), new BytesInput("object", lines, 3).ranges(range)))
                .hasSize(size);
    }

    record One(int number) {}

    @Test
    void ofLinesLongerThanARange() {
        List<Entry> entries =
                List.of(new Entry("x".repeat(300_000) + "\n\"", 1), new Entry("", 2), new Entry("y".repeat(70_000), 3));
        StringBuilder csv = new StringBuilder("text,number\n");
        StringBuilder json = new StringBuilder();
        for (Entry entry : entries) {
            csv.append('"')
                    .append(entry.text().replace("\"", "\"\""))
                    .append("\",")
                    .append(entry.number());
            csv.append('\n');
            json.append(new String(JsonLinesWriter.bytes(entry), UTF_8)).append("\r\n");
        }
        for (int length : new int[] {50_000, 99_999, 262_144, 300_017}) {
            assertThat(Reading.of(
                            new CsvFormat<>(CSV, Map.of()), new BytesInput("object", csv.toString()).ranges(length)))
                    .isEqualTo(entries);
            assertThat(Reading.of(
                            new JsonFormat<>(Sources.json(Entry.class, "unset")),
                            new BytesInput("object", json.toString()).ranges(length)))
                    .isEqualTo(entries);
        }
    }
}
