package dev.kinglet.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "*.txt a.txt true",
                "*.txt b/a.txt false",
                "?.txt a.txt true",
                "?.txt ab.txt false",
                "**/*.txt a.txt true",
                "**/*.txt b/c/a.txt true",
                "b/** b/c/a.txt true",
                "b/**/a.txt b/a.txt true",
                "b/**/a.txt b/c/d/a.txt true",
                "b/**/a.txt bc/a.txt false",
                "*.{txt,md} a.md true",
                "*.{txt,md} a.csv false",
                "{a,b/{c,d}}.txt b/d.txt true",
                "a+(1).txt a+(1).txt true",
                "\\*.txt *.txt true",
                "\\*.txt a.txt false",
                "a,b.txt a,b.txt true"
            })
    void starsQuestionMarksAndBraces(String glob, String name, boolean matches) {
        assertThat(new Glob(glob).matches(name)).isEqualTo(matches);
    }

    @Test
    void theFolderIsWhatStandsBeforeTheFirstSegmentThatIsNoPlainName() {
        assertThat(new Glob("/a/b/c*.txt").folder()).isEqualTo("/a/b/");
        assertThat(new Glob("*.txt").folder()).isEmpty();
        assertThat(new Glob("logs/2026-*/x").prefix()).isEqualTo("logs/2026-");
    }

    @Test
    void anUnfinishedBraceOrEscapeIsRefused() {
        assertThatThrownBy(() -> new Glob("*.{txt")).hasMessageContaining("without its }");
        assertThatThrownBy(() -> new Glob("a\\")).hasMessageContaining("backslash");
    }
}
