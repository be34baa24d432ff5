package dev.kinglet.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class KeyRulesTest {

    @Test
    void aRefusalTellsWhereAndWhatIsAllowed() {
        assertRefused("a//b", "has the segment \"\" at index 2");
        assertRefused("a/..", "has the segment \"..\" at index 2");
        assertRefused("ab\tc", "has the character U+0009 at index 2");
        assertRefused("a\uD83D", "has half a surrogate pair at index 1");
        assertRefused("x".repeat(769), "has 769 bytes");
        assertRefused("x".repeat(769), "at most 768 bytes");
    }

    @Test
    void keysOfExactlyTheLimitAreLegal() {
        assertThat(KeyRules.isLegal("x".repeat(768))).isTrue();
        assertThat(KeyRules.isLegal("\uD83D\uDC26".repeat(192))).isTrue();
        assertThat(KeyRules.isLegal("\uD83D\uDC26".repeat(192) + "x")).isFalse();
        assertThat(KeyRules.isLegal("\u0800".repeat(256))).isTrue();
    }

    @Test
    void aPrefixMayBeginAKeyOrNot() {
        for (String prefix : new String[] {"", "a", "a/", ".", "..", "a/.", "x".repeat(768)}) {
            assertThat(KeyRules.mayBegin(prefix)).as(prefix).isTrue();
        }
        for (String prefix : new String[] {"/", "a//", "../", "a/../b", "\n"}) {
            assertThat(KeyRules.mayBegin(prefix)).as(prefix).isFalse();
        }
    }

    @Test
    void theOrderIsThatOfUtf8() {
        assertThat(KeyRules.UTF8_ORDER.compare("\uFB01", "\uD83D\uDC26")).isNegative();
        assertThat(KeyRules.UTF8_ORDER.compare("\uD83D\uDC26", "\uFB01")).isPositive();
        assertThat(KeyRules.UTF8_ORDER.compare("\uD83D\uDC26", "\uD83D\uDC27")).isNegative();
        assertThat(KeyRules.UTF8_ORDER.compare("a", "ab")).isNegative();
        assertThat(KeyRules.UTF8_ORDER.compare("z", "é")).isNegative();
        assertThat(KeyRules.UTF8_ORDER.compare("a", "a")).isZero();
    }

    private static void assertRefused(String key, String reason) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeyRules.check(key))
                .withMessageContaining(reason);
    }
}
