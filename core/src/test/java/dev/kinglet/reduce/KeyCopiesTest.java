package dev.kinglet.reduce;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kinglet.Pair;
import dev.kinglet.equality.KeyHash;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

@SuppressWarnings("HashCodeInObjectsHash") // as users write it
class KeyCopiesTest {

    /** As a data class of Kotlin's compares an array: by identity, although the hash code is that of its content. */
    private static final class ByIdentity {
        private final int[] numbers;

        ByIdentity(int... numbers) {
            this.numbers = numbers;
        }

        @Override
        @SuppressWarnings("ArrayEquals") // that is the mistake
        public boolean equals(Object other) {
            return other instanceof ByIdentity same && Objects.equals(same.numbers, numbers);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(numbers);
        }
    }

    /** Compares what does not travel. */
    private static final class OfTransient {
        private final transient String name;

        OfTransient(String name) {
            this.name = name;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof OfTransient same && Objects.equals(same.name, name);
        }

        @Override
        public int hashCode() {
            return Objects.hash(name);
        }
    }

    @Test
    void aKeyThatIsNotEqualToItsCopyIsRefused() {
        for (Object key : List.of(new ByIdentity(1), new OfTransient("x"), List.of(new ByIdentity(1)))) {
            assertThatThrownBy(() -> new KeyCopies().check(key))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("not equal to its own copy")
                    .hasMessageContaining(key.getClass().getName());
        }
    }

    @Test
    void otherKeysAreNot() {
        KeyCopies copies = new KeyCopies();

        for (Object key :
                List.of("x", 1, TimeUnit.DAYS, new byte[1], List.of(TimeUnit.DAYS), Map.entry(1, TimeUnit.DAYS))) {
            assertThatCode(() -> copies.check(key)).doesNotThrowAnyException();
        }
    }

    @Test
    void aRunThatIsNotInTheOrderOfItsHashesIsAnError() {
        List<Object> pairs = LongStream.range(0, 20)
                .boxed()
                .sorted((one, other) -> Long.compareUnsigned(KeyHash.of(other), KeyHash.of(one)))
                .<Object>map(key -> new Pair<>(key, 1))
                .toList();
        HashMerge merge = new HashMerge(List.of(pairs.iterator()));

        assertThatThrownBy(() -> merge.forEachRemaining(pair -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("java.lang.Long");
    }
}
