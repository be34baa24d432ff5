package dev.kinglet.reduce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinglet.SortOrder;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class KeyOrderTest {

    private enum Colour {
        RED,
        GREEN
    }

    private final SplittableRandom random = new SplittableRandom(11);

    @Test
    void aPrefixOrdersAsItsKeysDoAsFarAsItGoes() {
        List<Supplier<Object>> kinds = List.of(
                random::nextLong,
                () -> random.nextInt(5),
                () -> (short) random.nextInt(),
                () -> random.nextBoolean() ? -0.0 : random.nextInt(3) / 2.0 - 1,
                () -> Double.longBitsToDouble(random.nextLong()),
                () -> (float) random.nextDouble(-2, 2),
                this::text,
                this::bytes,
                () -> Instant.ofEpochSecond(random.nextLong(-1 << 20, 1 << 20), random.nextInt(1_000_000_000)),
                () -> LocalDate.ofEpochDay(random.nextInt(-9_000, 9_000)),
                () -> BigDecimal.valueOf(random.nextInt(-999, 999), random.nextInt(4)),
                random::nextBoolean,
                () -> (char) random.nextInt(300),
                () -> Colour.values()[random.nextInt(2)]);
        for (SortOrder way : SortOrder.values()) {
            KeyOrder order = new KeyOrder(way);
            for (Supplier<Object> kind : kinds) {
                for (int i = 0; i < 2_000; i++) {
                    Object left = kind.get();
                    Object right = kind.get();
                    int byPrefix = Long.compareUnsigned(order.prefix(left), order.prefix(right));
                    int byKey = Integer.signum(order.compare(left, right));
                    if (byPrefix != 0 || KeyOrder.prefixIsWhole(left)) {
                        assertThat(Integer.signum(byPrefix))
                                .as("%s and %s, %s", left, right, way)
                                .isEqualTo(byKey);
                    }
                }
            }
        }
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            text.append(random.nextInt(4) == 0 ? (char) random.nextInt(0xd800) : (char) ('a' + random.nextInt(2)));
        }
        return text.toString();
    }

    private byte[] bytes() {
        byte[] bytes = new byte[random.nextInt(12)];
        random.nextBytes(bytes);
        return bytes;
    }

    @Test
    void theRadixOrderIsAStableSort() {
        long[] keys =
                random.longs(10_000).map(key -> key & 0xff00_0000_0000_000fL).toArray();

        int[] order = RadixOrder.of(keys, keys.length);

        List<Integer> expected = new ArrayList<>();
        for (int i = 0; i < keys.length; i++) {
            expected.add(i);
        }
        expected.sort((one, other) -> Long.compareUnsigned(keys[one], keys[other]));
        assertThat(order).containsExactly(expected.stream().mapToInt(i -> i).toArray());
    }
}
