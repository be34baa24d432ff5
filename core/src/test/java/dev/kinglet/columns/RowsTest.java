package dev.kinglet.columns;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kinglet.Pair;
import dev.kinglet.closure.NotTransportableException;
import dev.kinglet.invoke.SigningKey;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RowsTest {

    private static final BatchOptions SMALL = new BatchOptions(BatchCompression.NONE, 3, 1 << 20);

    enum Colour {
        RED,
        GREEN {
            @Override
            public String toString() {
                return "like grass";
            }
        }
    }

    sealed interface Form permits Circle, Square {}

    record Circle(double radius) implements Form {}

    record Square(double side) implements Form {}

    record Drawing(String name, Form form, @Nullable Drawing inside) {}

    private record Everything(
            boolean flag,
            byte tiny,
            short small,
            char letter,
            int number,
            long large,
            float single,
            double twice,
            @Nullable Integer boxed,
            @Nullable String text,
            @Nullable Instant instant,
            @Nullable LocalDate date,
            @Nullable LocalDateTime time,
            @Nullable BigDecimal decimal,
            @Nullable Colour colour,
            Optional<String> optional,
            @Nullable List<@Nullable Integer> list,
            @Nullable Pair<String, Long> pair,
            @Nullable Object anything) {}

    record Recursive(int value, @Nullable Object next) {}

    record Upper(String text) {
        @Override
        public String text() {
            return text.toUpperCase(java.util.Locale.ROOT);
        }
    }

    record Positive(int value) {
        static int allowed = 0;

        Positive {
            if (value < allowed) {
                throw new IllegalArgumentException(value + " is too small");
            }
        }
    }

    private static byte[] write(BatchOptions options, Iterable<? extends @Nullable Object> rows) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (RowWriter writer = new RowWriter(out, options, null)) {
            for (Object row : rows) {
                writer.write(row);
            }
        }
        return out.toByteArray();
    }

    private static List<@Nullable Object> read(byte[] bytes) {
        List<@Nullable Object> rows = new ArrayList<>();
        try (RowReader reader = new RowReader(new ByteArrayInputStream(bytes), RowsTest.class.getClassLoader(), null)) {
            reader.forEachRemaining(rows::add);
        }
        return rows;
    }

    private static void assertComesBack(@Nullable Object... rows) {
        List<@Nullable Object> list = Arrays.asList(rows);
        assertThat(read(write(BatchOptions.DEFAULT, list))).isEqualTo(list);
        assertThat(read(write(SMALL, list))).isEqualTo(list);
    }

    private static Everything everything(int i) {
        boolean even = i % 2 == 0;
        return new Everything(
                even,
                (byte) i,
                (short) -i,
                (char) i,
                i,
                1L << i,
                i / 3f,
                i / 3.0,
                even ? null : i,
                even ? "text " + i : null,
                even ? Instant.ofEpochSecond(i - 10, i) : null,
                even ? null : LocalDate.of(2000 - i * 100, 1, 1),
                even ? LocalDateTime.of(1950, 1, 1, 1, 1, 1, i) : null,
                even ? null : BigDecimal.valueOf(i - 5, 2),
                even ? Colour.GREEN : i == 1 ? null : Colour.RED,
                even ? Optional.empty() : Optional.of("present"),
                even ? Arrays.asList(i, null, -i) : new ArrayList<>(),
                even ? new Pair<>("key", (long) i) : null,
                even ? null : Map.of("a", i));
    }

    @Test
    void everyKindOfComponentComesBackNullsToo() {
        assertComesBack((Object[]) new Everything[] {
            everything(0), everything(1), everything(2), everything(3), everything(4), everything(5), everything(30)
        });
    }

    @Test
    void scalarsComeBackWithTheirOwnClass() {
        assertComesBack(1, 2, Integer.MIN_VALUE);
        assertComesBack(1L, Long.MAX_VALUE);
        assertComesBack((short) 1, (short) -1);
        assertComesBack((byte) 1, Byte.MIN_VALUE);
        assertComesBack('a', '\uffff', '\ud800');
        assertComesBack(true, false, null, true);
        assertComesBack("", "ü", "🎉", "\0", null);
        assertComesBack(Colour.RED, Colour.GREEN);
        assertComesBack(Optional.of(1), Optional.empty(), null, Optional.of("x"), Optional.of(Optional.empty()));
    }

    @Test
    void floatingPointNumbersKeepEveryBit() {
        float odd = Float.intBitsToFloat(0x7fc00123);
        double strange = Double.longBitsToDouble(0x7ff8_0000_0000_0123L);

        List<@Nullable Object> rows = read(write(SMALL, List.of(odd, -0f, Float.NaN, strange, -0.0)));

        assertThat(Float.floatToRawIntBits((float) rows.get(0))).isEqualTo(0x7fc00123);
        assertThat(rows.subList(1, 3)).isEqualTo(List.of(-0f, Float.NaN));
        assertThat(rows.get(4)).isEqualTo(-0.0);
    }

    @Test
    void byteArraysComeBack() {
        List<@Nullable Object> rows = read(write(SMALL, List.of(new byte[0], new byte[] {1, -1}, new byte[1000])));

        assertThat(rows.get(0)).isEqualTo(new byte[0]);
        assertThat(rows.get(1)).isEqualTo(new byte[] {1, -1});
        assertThat(rows.get(2)).isEqualTo(new byte[1000]);
    }

    @Test
    void halfASurrogatePairIsNotReplaced() {
        assertComesBack("whole", "half \ud83c", "\udf89 other half", "whole again");
    }

    @Test
    void timesBeyondNanosecondsOfALongComeBack() {
        assertComesBack(Instant.EPOCH, Instant.MAX, Instant.MIN, Instant.ofEpochSecond(-1, 999_999_999));
        assertComesBack(LocalDate.EPOCH, LocalDate.MAX, LocalDate.MIN);
        assertComesBack(LocalDateTime.MAX, LocalDateTime.MIN, LocalDateTime.of(2020, 1, 1, 0, 0));
    }

    @Test
    void decimalsKeepTheirScale() {
        assertComesBack(
                new BigDecimal("1.00"),
                new BigDecimal("-123456789012345678901234567890.12"),
                new BigDecimal("1.0"),
                new BigDecimal(BigInteger.ONE.shiftLeft(500), -7));
    }

    @Test
    void rowsOfOtherClassesFollowEachOther() {
        assertComesBack(1, "two", 3L, null, new Pair<>(1, "x"), new Pair<>("1", 2), List.of(1, "2", 3.0), 1);
    }

    @Test
    void valuesOfASealedInterfaceComeBack() {
        Drawing inner = new Drawing("inner", new Square(2), null);
        assertComesBack(inner, new Drawing("outer", new Circle(1), inner));
    }

    @Test
    void nullKeysAndValuesComeBack() {
        assertComesBack(
                new Pair<@Nullable Object, @Nullable Object>(null, null),
                new Pair<@Nullable Object, @Nullable Object>("a", null),
                new Pair<@Nullable Object, @Nullable Object>(null, 1),
                null,
                new Pair<>("b", 2));
    }

    @Test
    void aRecordThatContainsItselfDoesNotNestColumnsWithoutEnd() {
        Object row = null;
        List<@Nullable Object> rows = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            row = new Recursive(i, row);
            rows.add(row);
            row = i % 3 == 0 ? List.of(row) : new Pair<>(row, i);
        }

        assertThat(read(write(SMALL, rows))).isEqualTo(rows);
    }

    @Test
    void localRecordsComeBack() {
        record Local(int a, String b) {}

        assertComesBack(new Local(1, "b"), new Local(2, "c"));
    }

    @Test
    void componentsAreReadFromTheFields() {
        assertComesBack(new Upper("lower"));
    }

    @Test
    void listsOfSpecialClassesKeepTheirClass() {
        List<Integer> other = Arrays.asList(1, 2);

        assertThat(read(write(SMALL, List.of(List.of(1), other))).get(1)).isNotInstanceOf(ArrayList.class);
    }

    @Test
    void outputsOfSeveralWritersAreReadAsOne() {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(write(SMALL, List.of(1, 2, 3, 4)));
        both.writeBytes(write(SMALL, List.of()));
        both.writeBytes(write(SMALL, List.of("a")));

        assertThat(read(both.toByteArray())).isEqualTo(List.of(1, 2, 3, 4, "a"));
    }

    @Test
    void noRowsAreNoBytes() {
        assertThat(write(SMALL, List.of())).isEmpty();
        assertThat(read(new byte[0])).isEmpty();
    }

    @Test
    void aRowThatCannotTravelIsRefusedAndTheOthersStay() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (RowWriter writer = new RowWriter(out, SMALL, null)) {
            writer.write(new Pair<>("a", 1));
            assertThatThrownBy(() -> writer.write(new Pair<>("b", Thread.currentThread())))
                    .isInstanceOf(NotTransportableException.class);
            writer.write(new Pair<>("c", 3));
            assertThat(writer.rows()).isEqualTo(2);
        }

        assertThat(read(out.toByteArray())).isEqualTo(List.of(new Pair<>("a", 1), new Pair<>("c", 3)));
    }

    @Test
    void aStreamThatWasCutOffIsNotTakenForItsEnd() {
        byte[] bytes = write(SMALL, List.of("some", "rows"));

        for (int length = 1; length < bytes.length; length++) {
            byte[] part = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> read(part)).hasCauseInstanceOf(EOFException.class);
        }
    }

    @Test
    void otherBytesAreRefused() {
        assertThatThrownBy(() -> read("no columns at all".getBytes(java.nio.charset.StandardCharsets.US_ASCII)))
                .isInstanceOf(ColumnsException.class)
                .hasMessageContaining("no Arrow message");
    }

    @Test
    void aFailingOutputIsReported() throws IOException {
        OutputStream closed = OutputStream.nullOutputStream();
        closed.close();

        assertThatThrownBy(() -> new RowWriter(closed, SMALL, null).write(1)).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void aRecordThatRefusesItsComponentsSaysWhich() {
        byte[] bytes = write(SMALL, List.of(new Positive(1)));
        Positive.allowed = 5;

        assertThatThrownBy(() -> read(bytes))
                .isInstanceOf(ColumnsException.class)
                .hasMessageContaining("Positive")
                .hasMessageContaining("1 is too small");
        Positive.allowed = 0;
    }

    @Test
    void aMissingClassIsNamed() {
        byte[] bytes = write(SMALL, List.of(new Positive(1)));
        RowReader reader = new RowReader(new ByteArrayInputStream(bytes), ClassLoader.getPlatformClassLoader(), null);

        assertThatThrownBy(reader::next)
                .isInstanceOf(ColumnsException.class)
                .hasMessageContaining(Positive.class.getName());
    }

    @Test
    void afterTheLastRowThereIsNone() {
        RowReader reader = new RowReader(
                new ByteArrayInputStream(write(SMALL, List.of(1))), getClass().getClassLoader(), null);
        reader.next();

        assertThat(reader.hasNext()).isFalse();
        assertThatThrownBy(reader::next).isInstanceOf(NoSuchElementException.class);
    }

    /** Not a record, so that it goes by Kryo. */
    static final class Odd {
        final String text;

        Odd(String text) {
            this.text = text;
        }
    }

    private static byte[] sealed(@Nullable Seal seal, Object... rows) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (RowWriter writer = new RowWriter(out, SMALL, seal)) {
            List.of(rows).forEach(writer::write);
        }
        return out.toByteArray();
    }

    private static RowReader reader(byte[] bytes, @Nullable Seal seal) {
        return new RowReader(new ByteArrayInputStream(bytes), RowsTest.class.getClassLoader(), seal);
    }

    @Test
    void whatKryoEncodedIsDecodedOnlyIfItIsSealedByTheSameKey() {
        Seal ours = SigningKey.random()::sign;
        Seal others = SigningKey.random()::sign;
        byte[] bytes = sealed(ours, new Odd("abc"), new Odd("defg"));

        assertThat(reader(bytes, ours).next())
                .isInstanceOfSatisfying(Odd.class, odd -> assertThat(odd.text).isEqualTo("abc"));
        assertThatThrownBy(reader(bytes, others)::next)
                .isInstanceOf(ColumnsException.class)
                .hasMessageContaining("their seal is of others");
        assertThatThrownBy(reader(sealed(null, new Odd("abc")), ours)::next)
                .isInstanceOf(ColumnsException.class)
                .hasMessageContaining("they have no seal");
    }

    @Test
    void aByteOfASealedValueThatWasReplacedIsFound() {
        Seal seal = SigningKey.random()::sign;
        byte[] bytes = sealed(seal, new Odd("needle"));
        int place = new String(bytes, ISO_8859_1).indexOf("needl");
        assertThat(place).isPositive();

        bytes[place] ^= 1;

        assertThatThrownBy(reader(bytes, seal)::next)
                .isInstanceOf(ColumnsException.class)
                .hasMessageContaining("their seal is of others");
    }

    @Test
    void columnsOfNumbersAndTextsNeedNoSeal() {
        assertThat(reader(sealed(null, "plain"), SigningKey.random()::sign).next())
                .isEqualTo("plain");
    }

    @Test
    void aColumnMaySetOffNoOtherClassThanARecordOrAnEnum() {
        byte[] bytes = sealed(null, new Positive(1));
        String was = "RECORD " + Positive.class.getName();
        String is = "RECORD " + Odd.class.getName();
        int place = new String(bytes, ISO_8859_1).indexOf(was);
        assertThat(place).isPositive();
        // A shorter text in the place of another: flatbuffers have the length in front of it.
        bytes[place - Integer.BYTES] = (byte) is.length();
        System.arraycopy(is.getBytes(ISO_8859_1), 0, bytes, place, is.length());

        assertThatThrownBy(reader(bytes, null)::next)
                .isInstanceOf(ColumnsException.class)
                .hasMessageContaining("no columns");
    }
}
