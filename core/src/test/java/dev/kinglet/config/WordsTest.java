package dev.kinglet.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WordsTest {

    private static final String LETTERS = "ab \t\n\f\"'\\-:";

    @Test
    void wordsAreSplitAsTheJavaLauncherDoes() {
        assertThat(Words.split("-Da=b  '-Dc=d e'\n\"-Df=\\\"g\\\\\" \\h"))
                .containsExactly("-Da=b", "-Dc=d e", "-Df=\"g\\", "\\h");
        assertThatThrownBy(() -> Words.split("'a")).hasMessageContaining("must close the quotation mark '");
    }

    @Test
    void anArgumentFileHasTheSameWordsWithoutItsComments() {
        assertThat(Words.ofArgumentFile("-Xss1m\r\n  # -Xss2m\n-cp\n\"/a folder:/b\"\n\n-Da='b c' -Dd\n#\n-e"))
                .containsExactly("-Xss1m", "-cp", "/a folder:/b", "-Da=b c", "-Dd", "-e");
    }

    @Test
    void howeverLinesAreWrittenTheirWordsAreThoseOfTheText() {
        Random random = new Random(1);
        for (int round = 0; round < 20_000; round++) {
            String text = IntStream.range(0, random.nextInt(24))
                    .mapToObj(i ->
                            LETTERS.substring(random.nextInt(LETTERS.length())).substring(0, 1))
                    .collect(Collectors.joining());
            assertThat(words(text, true)).as(text).isEqualTo(words(text, false));
        }
    }

    private static List<String> words(String text, boolean file) {
        try {
            return file ? Words.ofArgumentFile(text) : Words.split(text);
        } catch (IllegalArgumentException e) {
            return List.of("refused: " + e.getMessage());
        }
    }
}
