package dev.kinglet.reduce;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class FoldTest {

    @Test
    void valuesAreJoinedFromTheLeftInOrder() throws Exception {
        assertThat(new Fold<String>((a, b) -> "(" + a + b + ")").apply(List.of("a", "b", "c")))
                .isEqualTo("((ab)c)");
    }

    @Test
    void aSingleValueIsItself() throws Exception {
        assertThat(new Fold<Integer>((a, b) -> -1).apply(List.of(5))).isEqualTo(5);
    }
}
