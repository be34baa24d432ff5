package dev.kinglet.columns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinglet.Pair;
import dev.kinglet.invoke.SigningKey;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows of whatever is thrown together from a seed come back. */
class RowsPropertyTest {

    enum Suit {
        HEARTS,
        SPADES
    }

    record Leaf(int number, @Nullable String text, @Nullable Double value) {}

    record Branch(
            @Nullable Leaf leaf,
            List<Leaf> leaves,
            Optional<String> name,
            @Nullable Object any,
            char letter) {}

    private static final long[] EDGES = {0, -1, 1, Byte.MIN_VALUE, Short.MAX_VALUE, Integer.MIN_VALUE, Long.MAX_VALUE};
    private static final int KINDS = 23;

    private final Random random = new Random();

    /** @param kind what it is, so that many rows may be of one kind */
    private @Nullable Object value(int kind, int depth) {
        if (random.nextInt(12) == 0) {
            return null;
        }
        long number = random.nextBoolean() ? random.nextLong() : EDGES[random.nextInt(EDGES.length)];
        return switch (kind) {
            case 0 -> (int) number;
            case 1 -> number;
            case 2 -> (short) number;
            case 3 -> (byte) number;
            case 4 -> (char) number;
            case 5 -> (number & 1) == 0;
            case 6 -> Float.intBitsToFloat((int) number);
            case 7 -> Double.longBitsToDouble(number);
            case 8, 9 -> text();
            case 10 -> Instant.ofEpochSecond(number % 31_556_889_864_403_199L, random.nextInt(1_000_000_000));
            case 11 -> LocalDate.ofEpochDay(number % 365_241_780_471L);
            case 12 ->
                LocalDateTime.ofEpochSecond(number % 10_000_000_000L, random.nextInt(1_000_000_000), ZoneOffset.UTC);
            case 13 ->
                new BigDecimal(new BigInteger(random.nextInt(200), random), random.nextInt(4) == 0 ? (int) number : 2);
            case 14 -> Suit.values()[random.nextInt(2)];
            case 15 ->
                depth > 3 ? Map.of("depth", depth) : Optional.ofNullable(value(random.nextInt(KINDS), depth + 1));
            case 16 -> list(depth);
            case 17 ->
                new Pair<@Nullable Object, @Nullable Object>(
                        value(8, depth + 1), depth > 3 ? 1 : value(random.nextInt(KINDS), depth + 1));
            case 18 -> new Leaf((int) number, (String) value(8, depth), (Double) value(7, depth));
            case 19 -> Duration.ofSeconds(number, random.nextInt(1_000_000_000));
            case 20 -> Duration.ofNanos(number);
            case 21 -> LocalTime.ofNanoOfDay(Math.floorMod(number, 86_400_000_000_000L));
            default -> branch(depth);
        };
    }

    private Object list(int depth) {
        List<@Nullable Object> list = new ArrayList<>();
        int kind = depth > 3 ? 0 : random.nextInt(KINDS);
        for (int i = random.nextInt(5); i > 0; i--) {
            list.add(value(kind, depth + 1));
        }
        return random.nextInt(8) == 0 ? Arrays.asList(list.toArray()) : list;
    }

    private Object branch(int depth) {
        List<Leaf> leaves = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            leaves.add(new Leaf(i, text(), null));
        }
        Object any = depth > 3 ? null : value(random.nextInt(KINDS), depth + 1);
        return new Branch((Leaf) value(18, depth), leaves, Optional.ofNullable((String) value(9, depth)), any, (char)
                random.nextInt());
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        int alphabet = random.nextInt(20) == 0 ? 0x10000 : random.nextInt(3) == 0 ? 0xd800 : 0x80;
        for (int i = random.nextInt(random.nextInt(10) == 0 ? 300 : 12); i > 0; i--) {
            text.append((char) random.nextInt(alphabet));
        }
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void rowsComeBack(long seed) {
        random.setSeed(seed);
        for (int round = 0; round < 60; round++) {
            List<@Nullable Object> rows = new ArrayList<>();
            int kind = random.nextInt(KINDS);
            for (int i = random.nextInt(80); i > 0; i--) {
                rows.add(value(random.nextInt(30) == 0 ? random.nextInt(KINDS) : kind, 0));
            }
            BatchCompression compression = random.nextBoolean() ? BatchCompression.NONE : BatchCompression.LZ4;
            @Nullable Seal seal = random.nextBoolean() ? SigningKey.random()::sign : null;
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (RowWriter writer = new RowWriter(
                    out, new BatchOptions(compression, 1 + random.nextInt(30), 1 + random.nextInt(5_000)), seal)) {
                rows.forEach(writer::write);
            }
            List<@Nullable Object> back = new ArrayList<>();
            new RowReader(
                            new ByteArrayInputStream(out.toByteArray()),
                            getClass().getClassLoader(),
                            seal)
                    .forEachRemaining(back::add);

            assertThat(back).as("seed %d, round %d", seed, round).isEqualTo(rows);
        }
    }
}
