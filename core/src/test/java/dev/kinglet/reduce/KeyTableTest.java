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
            long packed = PackedTexts.pack(text.toString());
            assertThat(packed).isNotEqualTo(PackedTexts.NONE);
            assertThat(PackedTexts.unpack(packed)).isEqualTo(text.toString());
            assertThat(texts.computeIfAbsent(packed, ignored -> text.toString()))
                    .isEqualTo(text.toString());
        }
    }

    @Test
    void textsThatAreEmptyOrLongerOrNotAsciiAreNoNumbers() {
        assertThat(List.of("", "\u0080", "\u0100", "a\u0080", "\u0100a", "abcd\u00ffefg", "123456789"))
                .allSatisfy(text -> assertThat(PackedTexts.pack(text)).isEqualTo(PackedTexts.NONE));
    }

    @Test
    void textsOfNineToSixteenCharactersAreTwoNumbersThatTheyAreMadeAgainOf() {
        Random random = new Random(9);
        for (int i = 0; i < 100_000; i++) {
            StringBuilder builder = new StringBuilder();
            for (int length = 9 + random.nextInt(8); length > 0; length--) {
                builder.append(LETTERS.charAt(random.nextInt(LETTERS.indexOf('\u0080'))));
            }
            String text = builder.toString();
            assertThat(PackedTexts.pack(text)).isEqualTo(PackedTexts.NONE);
            assertThat(PackedTexts.packLonger(text)).isNotEqualTo(PackedTexts.NONE);
            assertThat(PackedTexts.unpack(PackedTexts.packLonger(text), PackedTexts.packEnd(text)))
                    .isEqualTo(text);
        }
        assertThat(List.of("", "12345678", "12345678901234567", "1234567\u0080" + "9", "12345678\u0100"))
                .allSatisfy(text -> assertThat(PackedTexts.packLonger(text)).isEqualTo(PackedTexts.NONE));
    }

    @Test
    void countsOfTextsAreThoseOfAMapHoweverManyThereAre() {
        Random random = new Random(10);
        PackedTexts shorter = new PackedTexts(1);
        PackedTexts longer = new PackedTexts(2);
        Map<String, Long> expected = new HashMap<>();
        for (int i = 0; i < 200_000; i++) {
            String text = "a".repeat(random.nextInt(12)) + random.nextInt(9_999);
            long counted = text.length() <= 8
                    ? shorter.increment(PackedTexts.pack(text), 0)
                    : longer.increment(PackedTexts.packLonger(text), PackedTexts.packEnd(text));
            assertThat(counted).isEqualTo(expected.merge(text, 1L, Long::sum));
        }
        int all = shorter.size() + longer.size();
        long[] firsts = new long[all];
        long[] seconds = new long[all];
        long[] counts = new long[all];
        shorter.copyTo(firsts, seconds, counts, 0);
        longer.copyTo(firsts, seconds, counts, shorter.size());
        Map<String, Long> found = new HashMap<>();
        for (int i = 0; i < all; i++) {
            found.put(PackedTexts.unpack(firsts[i], seconds[i]), counts[i]);
        }
        assertThat(found).isEqualTo(expected);
    }
}
