package dev.kinglet.cli.words;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinglet.cli.words.WordCounts.WordCount;
import dev.kinglet.closure.KryoValueCodec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class WordCountsTest {

    private static final Pattern SPACE = Pattern.compile("\\s+");

    /** What the fast way has to give. */
    private static Map<String, Long> plainly(String text) {
        return SPACE.splitAsStream(text)
                .filter(word -> !word.isEmpty())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    private static void assertSame(WordCounts counts, String text) {
        Map<String, Long> expected = plainly(text);
        assertThat(counts.distinct()).isEqualTo(expected.size());
        assertThat(counts.total())
                .isEqualTo(expected.values().stream().mapToLong(Long::longValue).sum());
        assertThat(counts.top(expected.size()))
                .as("the most frequent, of as many as there are")
                .hasSize(expected.size())
                .allSatisfy(word -> assertThat(word.count()).isEqualTo(expected.get(word.word())));
    }

    private static String randomText(Random random) {
        StringBuilder text = new StringBuilder();
        String spaces = " \t\n\u000b\f\r";
        for (int i = random.nextInt(3_000); i > 0; i--) {
            text.append(
                    random.nextInt(4) == 0
                            ? spaces.charAt(random.nextInt(spaces.length()))
                            : (char)
                                    (random.nextInt(20) == 0 ? 0xe0 + random.nextInt(5_000) : 'a' + random.nextInt(3)));
        }
        return text.toString();
    }

    @Test
    void aWordIsWhatStandsBetweenWhiteSpaceAsTheRegularExpressionSaysIt() {
        String text = "one\ttwo\nthree\u000bfour\ffive\rsix  one \u00a0 \u2003x \u001c ";

        assertSame(WordCounts.of(text), text);
    }

    @Test
    void emptyAndBlankTextsHaveNoWords() {
        assertThat(WordCounts.of("").distinct()).isZero();
        assertThat(WordCounts.of(" \n\t ").total()).isZero();
        assertThat(WordCounts.none().top(3)).isEmpty();
        assertThat(WordCounts.none().count("x")).isZero();
    }

    @Test
    void wordsOfAnyLengthAndAlphabetAreCountedAlone() {
        String text = "eightchr ninechars eightchr nine\u0000ch \u0000 a \u0000a \u0080 \u007f é éé " + "x".repeat(200)
                + " " + "x".repeat(201) + " é\u0000 言葉言葉 eightchr";

        assertSame(WordCounts.of(text), text);
        assertSame(travelled(WordCounts.of(text)).plus(WordCounts.none()), text);
        assertThat(WordCounts.of(text).count("eightchr")).isEqualTo(3);
        assertThat(WordCounts.of(text).count("\u0000a")).isEqualTo(1);
    }

    @Test
    void countsBeyondAnIntegerAddUp() {
        WordCounts counts = WordCounts.of("a longer-word");
        for (int doubling = 0; doubling < 40; doubling++) {
            counts = travelled(counts).plus(travelled(counts));
        }

        assertThat(counts.top(2)).containsExactly(new WordCount("a", 1L << 40), new WordCount("longer-word", 1L << 40));
    }

    @Test
    void anyTextsInAnyGroupingCountAsTheWholeDoes() {
        Random random = new Random(11);
        for (int round = 0; round < 100; round++) {
            List<String> texts = new ArrayList<>();
            for (int i = random.nextInt(6); i >= 0; i--) {
                texts.add(randomText(random));
            }
            int middle = random.nextInt(texts.size());
            WordCounts left = joined(texts.subList(0, middle));
            WordCounts right = joined(texts.subList(middle, texts.size()));

            assertSame(left.plus(right), String.join(" ", texts));
        }
    }

    private static WordCounts joined(List<String> texts) {
        return texts.stream().map(WordCounts::of).reduce(WordCounts.none(), WordCounts::plus);
    }

    @Test
    void countsTravel() {
        KryoValueCodec codec = new KryoValueCodec(WordCountsTest.class.getClassLoader());
        String text = randomText(new Random(3)) + " Größe 言葉 😀 " + "long".repeat(100) + " a".repeat(300);

        byte[] bytes = codec.encode(WordCounts.of(text), "value");

        WordCounts arrived = Objects.requireNonNull((WordCounts) codec.decode(bytes, 0, bytes.length));
        assertSame(arrived, text);
        assertThat(bytes.length).isLessThan(2 * text.length() + 200);
    }

    @Test
    void countsThatTravelledJoinLikeOthersAndTravelOn() {
        Random random = new Random(5);
        String left = randomText(random);
        String right = randomText(random);

        WordCounts sum = travelled(travelled(WordCounts.of(left)))
                .plus(travelled(WordCounts.of(right)))
                .plus(travelled(WordCounts.none()));

        assertSame(travelled(sum), left + " " + right);
    }

    private static WordCounts travelled(WordCounts counts) {
        KryoValueCodec codec = new KryoValueCodec(WordCountsTest.class.getClassLoader());
        byte[] bytes = codec.encode(counts, "value");
        return Objects.requireNonNull((WordCounts) codec.decode(bytes, 0, bytes.length));
    }

    @Test
    void theMostFrequentComeFirstAndThoseOfOneFrequencyByTheAlphabet() {
        assertThat(WordCounts.of("b a c b a d e e e").top(3))
                .containsExactly(new WordCount("e", 3), new WordCount("a", 2), new WordCount("b", 2));
        assertThat(WordCounts.of("x").top(20)).containsExactly(new WordCount("x", 1));
        assertThat(travelled(WordCounts.of("b a c b a d e e e")).top(3))
                .containsExactly(new WordCount("e", 3), new WordCount("a", 2), new WordCount("b", 2));
    }

    @Test
    void wordsOfOneHashAreToldApart() {
        // "Aa" and "BB" have one hash code, and so have all strings made of them.
        String text = "Aa BB AaAa AaBB BBAa BBBB Aa";

        assertSame(WordCounts.of(text), text);
        assertThat(Arrays.stream(text.split(" ", -1)).map(String::hashCode).distinct())
                .hasSize(2);
    }
}
