package dev.kinglet.bench.shuffle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kinglet.FunctionExecutor;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShuffleTest {

    @Test
    void countsAreJoinedBeforeTheyTravelSoThatTheyAreLessThanAllValues(@TempDir Path store) {
        Map<String, String> settings = Map.of("platform", "thread", "store", store.toString(), "workers", "2");
        Shuffle shuffle = new Shuffle(10_000, 100);
        try (FunctionExecutor executor = FunctionExecutor.create(settings)) {
            ShuffleDone grouped = shuffle.group(executor);
            ShuffleDone counted = shuffle.count(executor);

            grouped.check();
            counted.check();
            assertThat(counted.producers()).isEqualTo(grouped.producers());
            assertThat(counted.bytes()).isPositive().isLessThan(grouped.bytes() / 2);
        }
    }

    @Test
    void aShuffleWithoutRowsOrKeysIsRefused() {
        assertThatThrownBy(() -> new Shuffle(0, 1)).hasMessageContaining("at least 1 row");
        assertThatThrownBy(() -> new Shuffle(1, 0)).hasMessageContaining("1 and 0");
    }
}
