package dev.kinglet.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kinglet.closure.UndecodableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The cutting of CSV, without the values. */
class QuotedRecordsTest {

    private static List<String> read(List<ObjectRange> ranges) {
        List<String> records = new ArrayList<>();
        for (ObjectRange range : ranges) {
            QuotedRecords spans = QuotedRecords.of(range, (byte) ',', null);
            while (spans.next()) {
                records.add(new String(spans.window().bytes(), spans.from(), spans.until() - spans.from(), UTF_8));
            }
        }
        return records;
    }

    private static void assertReadOnce(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        List<String> expected = read(List.of(ObjectRange.whole(new BytesInput("t", text))));
        for (int length = 1; length <= bytes.length; length++) {
            for (int atOnce : new int[] {1, Integer.MAX_VALUE}) {
                assertThat(read(new BytesInput("t", bytes, atOnce).ranges(length)))
                        .as("%s in ranges of %s bytes", text, length)
                        .isEqualTo(expected);
            }
        }
    }

    private static String value(Random random) {
        String content = "";
        for (int i = random.nextInt(4); i > 0; i--) {
            content += List.of("a", "\"\"", ",", "\n", "\r\n", "ä", "\"\"\"\"").get(random.nextInt(7));
        }
        return random.nextInt(3) > 0 ? "\"" + content + "\"" : content.replaceAll("[\",\r\n]", "x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "a,b\n1,2",
                "a,b\r\n\"1\r\n\",2\r\n",
                "\"\n\"\n",
                "\"a\",\"b\"\n\"\",\"\"\n",
                "\"\"\"\"\n\"\n\"\"\n\",x",
                "\"\",\"\"\n\"\",\"\"\n\"\",\"\"\n",
                "\",\n,\",\",\n,\"\n"
            })
    void everyRowIsReadOnceWhateverTheRanges(String text) {
        assertReadOnce(text);
    }

    @Test
    void everyRowOfRandomTablesIsReadOnce() {
        Random random = new Random(4);
        for (int table = 0; table < 150; table++) {
            StringBuilder text = new StringBuilder();
            for (int row = random.nextInt(6); row > 0; row--) {
                text.append(value(random))
                        .append(',')
                        .append(value(random))
                        .append(row > 1 || random.nextBoolean() ? "\n" : "");
            }
            assertReadOnce(text.toString());
        }
    }

    @Test
    void linesWithinQuotationMarksDoNotEndARow() {
        assertThat(read(List.of(ObjectRange.whole(new BytesInput("t", "a,\"b\nc\"\r\nd,e")))))
                .containsExactly("a,\"b\nc\"", "d,e");
    }

    @Test
    void aValueLargerThanTheGuessLooksAtIsAnErrorAndNothingIsLostSilently() {
        String huge = "a,\"" + "x\n".repeat(QuoteGuess.LOOK_BYTES) + "\"\nb,c\n";

        assertThatThrownBy(() -> read(new BytesInput("t", huge).ranges(QuoteGuess.LOOK_BYTES / 2)))
                .isInstanceOf(UndecodableException.class)
                .hasMessageContaining("t, byte " + QuoteGuess.LOOK_BYTES / 2)
                .hasMessageContaining("withoutLineBreaks");
    }

    @Test
    void aStrayQuotationMarkIsReadAsInOnePieceOrSaid() {
        Random random = new Random(5);
        int refused = 0;
        for (int table = 0; table < 200; table++) {
            StringBuilder text = new StringBuilder();
            for (int row = 0; row < 6; row++) {
                text.append(value(random)).append(',').append(value(random)).append("\n");
            }
            text.insert(random.nextInt(text.length()), '"');
            List<String> whole = read(List.of(ObjectRange.whole(new BytesInput("t", text.toString()))));
            try {
                assertThat(read(new BytesInput("t", text.toString()).ranges(1 + random.nextInt(20))))
                        .isEqualTo(whole);
            } catch (UndecodableException e) {
                refused++;
            }
        }
        assertThat(refused).isBetween(1, 199);
    }
}
