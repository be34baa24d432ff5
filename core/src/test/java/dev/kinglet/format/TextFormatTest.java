package dev.kinglet.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kinglet.closure.UndecodableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextFormatTest {

    private static List<String> read(String text, int rangeBytes) {
        return Reading.of(new TextFormat(null, null), new BytesInput("t", text).ranges(rangeBytes));
    }

    /** What should be read, found in the simplest way. */
    private static List<String> records(String text, @Nullable String delimiter) {
        List<String> records = new ArrayList<>();
        boolean returns = text.indexOf('\r') >= 0 && text.indexOf('\n') < 0;
        String end = delimiter != null ? delimiter : returns ? "\r" : "\n";
        int start = 0;
        for (int found = text.indexOf(end); found >= 0; found = text.indexOf(end, start)) {
            String record = text.substring(start, found);
            records.add(
                    delimiter == null && !returns && record.endsWith("\r")
                            ? record.substring(0, record.length() - 1)
                            : record);
            start = found + end.length();
        }
        if (start < text.length()) {
            records.add(text.substring(start));
        }
        return records;
    }

    private static String random(Random random, String alphabet, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    /** Reads it in ranges of every length, and in streams that give little at a time. */
    private static void assertReadOnce(String text, @Nullable String delimiter) {
        byte[] bytes = text.getBytes(UTF_8);
        TextFormat format = new TextFormat(delimiter, null);
        List<String> expected = records(text, delimiter);
        for (int length = 1; length <= bytes.length + 1; length++) {
            for (int atOnce : new int[] {1, 3, Integer.MAX_VALUE}) {
                assertThat(Reading.of(format, new BytesInput("t", bytes, atOnce).ranges(length)))
                        .as("%s by %s in ranges of %s bytes, %s at once", text, delimiter, length, atOnce)
                        .isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "a",
                "a\n",
                "\na",
                "\r\n",
                "a\r\nb\r\n",
                "a\r",
                "\r\r\n\r",
                "ä\nö\n\n€",
                "\n\n\n",
                "a\n\nb"
            })
    void everyLineIsReadOnceWhateverTheRanges(String text) {
        assertReadOnce(text, null);
    }

    @Test
    void everyLineOfRandomTextsIsReadOnce() {
        Random random = new Random(1);
        for (int i = 0; i < 60; i++) {
            assertReadOnce(random(random, "aä\r\n\n", random.nextInt(25)), null);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"||", "|", "ab", "aba", "abab", "\n\n", "€", "a|b"})
    void everyDelimitedRecordIsReadOnceEvenIfTheDelimiterOverlapsItself(String delimiter) {
        Random random = new Random(2);
        for (int i = 0; i < 30; i++) {
            assertReadOnce(random(random, delimiter + delimiter + "xb", random.nextInt(30)), delimiter);
        }
    }

    @Test
    void aLongRunOfAnOverlappingDelimiterIsCutAsFromItsBeginning() {
        String text = "x" + "|".repeat(20_001) + "y||z";

        assertThat(Reading.of(new TextFormat("||", null), new BytesInput("t", text).ranges(7_001)))
                .isEqualTo(records(text, "||"))
                .endsWith("|y", "z");
    }

    @Test
    void aLineOfAMegabyteInFourRangesIsOneRecord() {
        String line = "x".repeat(1 << 20);

        assertThat(read(line, 1 << 18)).containsExactly(line);
        assertThat(read("a\n" + line + "\nb", 1 << 18)).containsExactly("a", line, "b");
    }

    @Test
    void linesAroundTheBlocksOfTheWindowAreReadOnce() {
        Random random = new Random(3);
        for (int size : new int[] {262_143, 262_144, 262_145, 524_288, 524_289}) {
            String text = random(random, "abcdefghijklmnopqrstuvwxyz\r\n", size);

            assertThat(read(text, 100_003)).isEqualTo(records(text, null));
            assertThat(read(text, 262_144)).isEqualTo(records(text, null));
        }
    }

    @Test
    void rangesOfOneByteMoreThanAMultipleLoseNothing() {
        String text = "line\n".repeat(13) + "x";

        assertThat(read(text, 13)).hasSize(14).isEqualTo(records(text, null));
    }

    @Test
    void bytesThatAreNoTextAreRefusedWithTheirPlace() {
        BytesInput input = new BytesInput("t", new byte[] {'b', '\n', 'a', (byte) 0xff, '\n'}, 10);

        assertThatThrownBy(() -> Reading.of(new TextFormat(null, null), input.ranges(100)))
                .isInstanceOf(UndecodableException.class)
                .hasMessageContainingAll("t, byte 2", "no UTF-8: ff", "byte 3", "charset(...)");
    }
}
