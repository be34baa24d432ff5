package dev.kinglet.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kinglet.BadRecords;
import dev.kinglet.Row;
import dev.kinglet.closure.UndecodableException;
import dev.kinglet.columns.parquet.ParquetJava;
import dev.kinglet.columns.parquet.ParquetJava.Style;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.parquet.schema.MessageType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every type of Parquet, written by parquet-java. */
class ParquetTypesTest {

    private static final UUID IDENTIFIER = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");

    /** A column's type, a value as it is stored, and what it is in a row. */
    record Typed(String type, Object stored, Object expected) {}

    private static byte[] bytes(int... numbers) {
        byte[] bytes = new byte[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            bytes[i] = (byte) numbers[i];
        }
        return bytes;
    }

    private static byte[] identifier() {
        return ByteBuffer.allocate(16)
                .putLong(IDENTIFIER.getMostSignificantBits())
                .putLong(IDENTIFIER.getLeastSignificantBits())
                .array();
    }

    private static byte[] interval() {
        return ByteBuffer.allocate(12)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(2)
                .putInt(-1)
                .putInt(5)
                .array();
    }

    static List<Typed> types() {
        return List.of(
                new Typed("boolean v", true, true),
                new Typed("int32 v", -5, -5L),
                new Typed("int32 v (INTEGER(8,true))", -5, -5L),
                new Typed("int32 v (INTEGER(8,false))", 250, 250L),
                new Typed("int32 v (INTEGER(32,false))", -1, 4_294_967_295L),
                new Typed("int64 v (INTEGER(64,false))", 7L, 7L),
                new Typed("float v", 1.5f, 1.5),
                new Typed("double v", -0.0, -0.0),
                new Typed("int32 v (DECIMAL(5,2))", -125, new BigDecimal("-1.25")),
                new Typed("int64 v (DECIMAL(12,3))", 1_250L, new BigDecimal("1.250")),
                new Typed("binary v (DECIMAL(9,1))", bytes(0xff, 0x38), new BigDecimal("-20.0")),
                new Typed("fixed_len_byte_array(3) v (DECIMAL(5,0))", bytes(0, 1, 0), new BigDecimal("256")),
                new Typed("int32 v (DATE)", -1, LocalDate.of(1969, 12, 31)),
                new Typed("int32 v (TIME_MILLIS)", 1, LocalTime.ofNanoOfDay(1_000_000)),
                new Typed("int64 v (TIME_MICROS)", 1L, LocalTime.ofNanoOfDay(1_000)),
                new Typed("int64 v (TIME(NANOS,false))", 1L, LocalTime.ofNanoOfDay(1)),
                new Typed("int64 v (TIMESTAMP_MILLIS)", -1L, Instant.ofEpochMilli(-1)),
                new Typed("int64 v (TIMESTAMP_MICROS)", -1L, Instant.ofEpochSecond(-1, 999_999_000)),
                new Typed("int64 v (TIMESTAMP(NANOS,true))", 5L, Instant.ofEpochSecond(0, 5)),
                new Typed("int64 v (TIMESTAMP(MICROS,false))", 5L, LocalDateTime.of(1970, 1, 1, 0, 0, 0, 5_000)),
                new Typed(
                        "int96 v",
                        bytes(1, 0, 0, 0, 0, 0, 0, 0, 0x8d, 0x3d, 0x25, 0),
                        Instant.ofEpochSecond(86_400, 1)),
                new Typed("binary v (STRING)", "é中", "é中"),
                new Typed("binary v (STRING)", "\ufffd", "\ufffd"),
                new Typed("binary v (ENUM)", "A", "A"),
                new Typed("binary v (JSON)", "{}", "{}"),
                new Typed("binary v (BSON)", bytes(1, 2), bytes(1, 2)),
                new Typed("binary v", bytes(1, 2), bytes(1, 2)),
                new Typed("fixed_len_byte_array(2) v", bytes(1, 2), bytes(1, 2)),
                new Typed("fixed_len_byte_array(2) v (FLOAT16)", bytes(0, 0xc0), -2.0),
                new Typed("fixed_len_byte_array(2) v (FLOAT16)", bytes(1, 0x7e), Double.NaN),
                new Typed("fixed_len_byte_array(16) v (UUID)", identifier(), IDENTIFIER),
                new Typed(
                        "fixed_len_byte_array(12) v (INTERVAL)",
                        interval(),
                        new Row(List.of("months", "days", "milliseconds"), List.of(2L, 4_294_967_295L, 5L))));
    }

    private static BytesInput file(String type, Object stored) {
        MessageType schema = ParquetJava.schema("required " + type + ";");
        return new BytesInput(
                "typed.parquet",
                ParquetJava.write(schema, Style.PLAIN, List.of(ParquetJava.group(schema, Map.of("v", stored)))),
                Integer.MAX_VALUE);
    }

    private static <T> T read(Class<T> type, BytesInput input) {
        return Reading.of(
                        new TableFormat<T>(type, TableForm.PARQUET, BadRecords.fail()),
                        List.of(ObjectRange.whole(input)))
                .getFirst();
    }

    @ParameterizedTest
    @MethodSource("types")
    void itIsWhatTheFormatSays(Typed typed) {
        Row row = read(Row.class, file(typed.type, typed.stored));

        assertThat(row.get("v")).isEqualTo(typed.expected);
    }

    record Half(float v) {}

    record Identified(UUID v) {}

    record Text(String v) {}

    record Bytes(byte[] v) {}

    record Span(Interval v) {}

    record Interval(int months, long days, int milliseconds) {}

    record Mapped(Map<String, Integer> m) {}

    @Test
    void recordsTakeThem() {
        BytesInput identified = file("fixed_len_byte_array(16) v (UUID)", identifier());

        assertThat(read(Half.class, file("fixed_len_byte_array(2) v (FLOAT16)", bytes(0, 0xc0))))
                .isEqualTo(new Half(-2));
        assertThat(read(Identified.class, identified)).isEqualTo(new Identified(IDENTIFIER));
        assertThat(read(Text.class, identified)).isEqualTo(new Text(IDENTIFIER.toString()));
        assertThat(read(Bytes.class, identified).v()).isEqualTo(identifier());
        assertThat(read(Span.class, file("fixed_len_byte_array(12) v (INTERVAL)", interval())))
                .isEqualTo(new Span(new Interval(2, 4_294_967_295L, 5)));
    }

    @Test
    void bytesOfWhichNothingIsSaidAreTextWhereAComponentSaysSo() {
        assertThat(read(Text.class, file("binary v", "é".getBytes(UTF_8)))).isEqualTo(new Text("é"));
        assertThatThrownBy(() -> read(Text.class, file("binary v", "é".getBytes(ISO_8859_1))))
                .isInstanceOf(UndecodableException.class)
                .hasMessageContaining("row 1");
    }

    @Test
    void aMapIsAMapWhereAComponentSaysSo() {
        MessageType schema = ParquetJava.schema("required group m (MAP) { repeated group key_value {"
                + " required binary key (STRING); optional int32 value; } }");
        Map<String, ?> pairs = Map.of(
                "key_value",
                List.of(Map.of("key", "a", "value", 1), Map.of("key", "b"), Map.of("key", "a", "value", 2)));
        byte[] file = ParquetJava.write(schema, Style.PLAIN, List.of(ParquetJava.group(schema, Map.of("m", pairs))));

        Map<String, Integer> map = read(Mapped.class, new BytesInput("map.parquet", file, Integer.MAX_VALUE))
                .m();

        assertThat(map).hasSize(2).containsEntry("a", 2).containsEntry("b", null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"int64 v (INTEGER(64,false))", "int64 v (TIME_MICROS)"})
    void aValueThatJavaDoesNotHaveIsRefusedWithItsRow(String type) {
        assertThatThrownBy(() -> read(Row.class, file(type, -1L)))
                .isInstanceOf(UndecodableException.class)
                .hasMessageContaining("row 1")
                .hasMessageContaining("column v");
    }

    @Test
    void textThatIsNoUtf8IsRefusedWithItsRow() {
        assertThatThrownBy(() -> read(Row.class, file("binary v (STRING)", "é".getBytes(ISO_8859_1))))
                .isInstanceOf(UndecodableException.class)
                .hasMessageContaining("row 1: column v: a text of 1 bytes is no UTF-8");
    }
}
