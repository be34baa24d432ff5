package dev.kinglet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SourcesTest {

    /** An operator takes null for the end, so that what stands behind it would be lost. */
    @Test
    void aValueThatIsNullIsRefusedWithItsPlace() {
        assertThatThrownBy(() -> Sources.of(Arrays.asList("a", null, "b")))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("value 1 is null");
    }

    @Test
    void valuesAreThoseOfTheMomentInWhichTheSourceWasMade() {
        List<String> values = new ArrayList<>(List.of("a"));
        Source<String> source = Sources.of(values);
        values.add("b");

        assertThat(source).isEqualTo(new CollectionSource<>(List.of("a")));
    }

    @Test
    void aSeparatorThatCannotBeReadBackIsRefusedByTheSinkAndTheSource() {
        for (char separator : new char[] {'"', '\n', '\r', '\u00e9'}) {
            assertThatThrownBy(() -> Sinks.csv("out").separator(separator))
                    .hasMessageContaining("the separator must be");
            assertThatThrownBy(() -> Sources.csv("in").separator(separator))
                    .hasMessageContaining("the separator must be");
        }
        assertThat(Sinks.csv("out").separator('\t').separator()).isEqualTo('\t');
    }
}
