package dev.kinglet.reduce;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KeyTableTest {

    private static final String LETTERS = "\u0000\u0001abAZ09 \u007f\u0080\u0081\u00ff\u0100\ud83d\ude00";

    private static Object randomKey(Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> random.nextInt(40);
            case 1 -> random.nextLong();
            case 2 -> new byte[] {(byte) random.nextInt(8)};
            default -> {
                StringBuilder text = new StringBuilder();
                int length = random.nextInt(11);
                for (int i = 0; i < length; i++) {
                    text.append(LETTERS.charAt(random.nextInt(random.nextInt(2) * (LETTERS.length() - 4) + 4)));
                }
                yield text.toString();
            }
        };
    }

    @Test
    void findsEachKeyAgainUnderTheNumberItGotFirst() {
        Random random = new Random(7);
        KeyTable table = new KeyTable();
        for (int round = 0; round < 3; round++) {
            Map<Object, Integer> expected = new HashMap<>();
            for (int i = 0; i < 50_000; i++) {
                Object key = randomKey(random);
                // Arrays are equal only to themselves in a map; a key of one byte stands for its array.
                Object mapped = key instanceof byte[] bytes ? List.of(bytes[0]) : key;
                int number = expected.computeIfAbsent(mapped, ignored -> expected.size());
                assertThat(table.entry(key)).isEqualTo(number);
            }
            assertThat(table.size()).isEqualTo(expected.size());
            assertThat(table.capacity()).isGreaterThanOrEqualTo(table.size());
            expected.forEach((key, number) -> {
                if (!(key instanceof List<?>)) {
                    assertThat(table.key(number)).isEqualTo(key);
                }
            });
            table.clear();
            assertThat(table.size()).isZero();
        }
    }

    @Test
    void textsThatDifferOnlyInWhatDoesNotFitANumberAreToldApart() {
        KeyTable table = new KeyTable();
        List<String> texts = new ArrayList<>(List.of(
                "", "\u0000", "\u0000\u0000", "a", "\u0000a", "a\u0000", "\u0080", "\u0180", "abcdefgh", "abcdefghi"));

        for (int i = 0; i < texts.size(); i++) {
            assertThat(table.entry(texts.get(i))).isEqualTo(i);
        }
        for (int i = 0; i < texts.size(); i++) {
            assertThat(table.entry(new String(texts.get(i).toCharArray()))).isEqualTo(i);
        }
    }

    @Test
    void textsOfOneToEightCharactersOfAsciiAreNumbersThatTheyAreMadeAgainOf() {
        Random random = new Random(8);
        Map<Long, String> texts = new HashMap<>();
        for (int i = 0; i < 100_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = 1 + random.nextInt(8); length > 0; length--) {
                text.append(LETTERS.charAt(random.nextInt(LETTERS.indexOf('\u0080'))));
            }
            long packed = ShortTexts.pack(text.toString());
            assertThat(packed).isNotEqualTo(ShortTexts.NONE);
            assertThat(ShortTexts.unpack(packed)).isEqualTo(text.toString());
            assertThat(texts.computeIfAbsent(packed, ignored -> text.toString()))
                    .isEqualTo(text.toString());
        }
    }

    @Test
    void textsThatAreEmptyOrLongerOrNotAsciiAreNoNumbers() {
        assertThat(List.of("", "\u0080", "\u0100", "a\u0080", "\u0100a", "abcd\u00ffefg", "123456789"))
                .allSatisfy(text -> assertThat(ShortTexts.pack(text)).isEqualTo(ShortTexts.NONE));
    }
}
