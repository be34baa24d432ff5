package dev.kinglet.format;

import static java.util.Arrays.asList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kinglet.BadRecords;
import dev.kinglet.Row;
import dev.kinglet.closure.UndecodableException;
import dev.kinglet.columns.parquet.PageCodec;
import dev.kinglet.columns.parquet.ParquetJava;
import dev.kinglet.columns.parquet.ParquetJava.Style;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every shape of list and map that writers have left, written by parquet-java, which takes any. */
class ParquetShapesTest {

    /**
     * A shape.
     *
     * @param schema of its columns
     * @param rows as the schema has them
     * @param expected what the first column means, row by row
     */
    record Shape(String schema, List<Map<String, ?>> rows, List<?> expected) {}

    private static Row row(String name, @Nullable Object value) {
        return new Row(List.of(name), asList(value));
    }

    private static Row row(String name, @Nullable Object value, String other, @Nullable Object more) {
        return new Row(List.of(name, other), asList(value, more));
    }

    /** A map of keys, each followed by its value. */
    private static Map<@Nullable Object, @Nullable Object> map(@Nullable Object... keysAndValues) {
        Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }

    private static Map<String, ?> one(String name, Object value) {
        return Map.of(name, value);
    }

    private static final Map<String, ?> NOTHING = Map.of();

    static List<Shape> shapes() {
        return List.of(
                new Shape(
                        "repeated int32 l;",
                        List.of(NOTHING, one("l", List.of(1)), one("l", List.of(1, 2))),
                        asList(List.of(), List.of(1L), List.of(1L, 2L))),
                new Shape(
                        "repeated group l { required int64 a; optional binary b (STRING); }",
                        List.of(NOTHING, one("l", List.of(Map.of("a", 1L), Map.of("a", 2L, "b", "x")))),
                        asList(List.of(), List.of(row("a", 1L, "b", null), row("a", 2L, "b", "x")))),
                new Shape(
                        "optional group g { repeated group l { repeated int32 n; } }",
                        List.of(
                                NOTHING,
                                one("g", NOTHING),
                                one("g", one("l", List.of(NOTHING, one("n", List.of(3, 4)))))),
                        asList(
                                null,
                                row("l", List.of()),
                                row("l", List.of(row("n", List.of()), row("n", List.of(3L, 4L)))))),
                new Shape( // rule 1: the repeated column is the element
                        "optional group l (LIST) { repeated int32 element; }",
                        List.of(NOTHING, one("l", NOTHING), one("l", one("element", List.of(5, 6)))),
                        asList(null, List.of(), List.of(5L, 6L))),
                new Shape( // rule 2: so is a group of several
                        "optional group l (LIST) { repeated group element { required binary s (STRING); optional int32"
                                + " n; } }",
                        List.of(NOTHING, one("l", one("element", List.of(one("s", "x"), Map.of("s", "y", "n", 1))))),
                        asList(null, List.of(row("s", "x", "n", null), row("s", "y", "n", 1L)))),
                new Shape( // rule 3: so is one with a repeated column, here a list in turn
                        "optional group l (LIST) { repeated group array (LIST) { repeated int32 array; } }",
                        List.of(
                                NOTHING,
                                one("l", one("array", List.of(one("array", List.of(0))))),
                                one("l", one("array", List.of(one("array", List.of(0)), NOTHING)))),
                        asList(null, List.of(List.of(0L)), List.of(List.of(0L), List.of()))),
                new Shape( // and here not
                        "optional group l (LIST) { repeated group bag { repeated int32 n; } }",
                        List.of(one("l", one("bag", List.of(one("n", List.of(1, 2)), NOTHING)))),
                        asList(List.of(row("n", List.of(1L, 2L)), row("n", List.of())))),
                new Shape( // a map in a list of two levels
                        "required group l (LIST) { repeated group array (MAP) { repeated group key_value"
                                + " { required int32 key; optional int32 value; } } }",
                        List.of(one("l", one("array", List.of(one("key_value", List.of(one("key", 1))), NOTHING)))),
                        asList(List.of(map(1L, null), map()))),
                new Shape( // rule 4: by its name
                        "optional group l (LIST) { repeated group array { required binary s (STRING); } }",
                        List.of(NOTHING, one("l", NOTHING), one("l", one("array", List.of(one("s", "x"))))),
                        asList(null, List.of(), List.of(row("s", "x")))),
                new Shape(
                        "optional group l (LIST) { repeated group l_tuple { optional int32 n; } }",
                        List.of(one("l", one("l_tuple", List.of(one("n", 1), NOTHING)))),
                        asList(List.of(row("n", 1L), row("n", null)))),
                new Shape( // rule 5: whatever the names
                        "optional group l (LIST) { repeated group list { optional int32 element; } }",
                        List.of(NOTHING, one("l", NOTHING), one("l", one("list", List.of(NOTHING, one("element", 7))))),
                        asList(null, List.of(), asList(null, 7L))),
                new Shape(
                        "required group l (LIST) { repeated group bag { optional group array_element { optional int32"
                                + " n; } } }",
                        List.of(
                                one("l", NOTHING),
                                one(
                                        "l",
                                        one(
                                                "bag",
                                                List.of(
                                                        NOTHING,
                                                        one("array_element", NOTHING),
                                                        one("array_element", one("n", 1)))))),
                        asList(List.of(), asList(null, row("n", null), row("n", 1L)))),
                new Shape(
                        "optional group l (LIST) { repeated group list { required group element (LIST)"
                                + " { repeated group list { required int32 element; } } } }",
                        List.of(
                                one("l", one("list", List.of(one("element", NOTHING)))),
                                one(
                                        "l",
                                        one(
                                                "list",
                                                List.of(one(
                                                        "element",
                                                        one("list", List.of(one("element", 1), one("element", 2)))))))),
                        asList(List.of(List.of()), List.of(List.of(1L, 2L)))),
                new Shape(
                        "optional group m (MAP) { repeated group key_value { required binary key (STRING); optional"
                                + " int32 value; } }",
                        List.of(
                                NOTHING,
                                one("m", NOTHING),
                                one("m", one("key_value", List.of(one("key", "a"), Map.of("key", "b", "value", 1))))),
                        asList(null, map(), map("a", null, "b", 1L))),
                new Shape( // the annotation of the pairs in place of the map's, and other names
                        "optional group m (MAP_KEY_VALUE) { repeated group map { required binary str (STRING);"
                                + " required int32 num; } }",
                        List.of(
                                NOTHING,
                                one("m", NOTHING),
                                one("m", one("map", List.of(Map.of("str", "a", "num", 1))))),
                        asList(null, map(), map("a", 1L))),
                new Shape( // as the first writers had it, both annotated
                        "required group m (MAP) { repeated group map (MAP_KEY_VALUE) { optional binary key (STRING);"
                                + " optional int32 value; } }",
                        List.of(one("m", one("map", List.of(NOTHING, Map.of("key", "a", "value", 1))))),
                        asList(map(null, null, "a", 1L))),
                new Shape( // keys alone
                        "optional group m (MAP) { repeated group key_value { required int32 key; } }",
                        List.of(NOTHING, one("m", one("key_value", List.of(one("key", 1), one("key", 2))))),
                        asList(null, map(1L, null, 2L, null))),
                new Shape( // values of any shape
                        "optional group m (MAP) { repeated group key_value { required int32 key; optional group value"
                                + " (LIST) { repeated group list { optional group element { repeated double d; } } } } }",
                        List.of(one(
                                "m",
                                one(
                                        "key_value",
                                        List.of(
                                                one("key", 1),
                                                Map.of("key", 2, "value", NOTHING),
                                                Map.of(
                                                        "key",
                                                        3,
                                                        "value",
                                                        one(
                                                                "list",
                                                                List.of(
                                                                        NOTHING,
                                                                        one("element", one("d", List.of(1.5)))))))))),
                        asList(map(1L, null, 2L, List.of(), 3L, asList(null, row("d", List.of(1.5)))))),
                new Shape( // without an annotation it is what it says
                        "optional group m { repeated group key_value { required int32 key; optional int32 value; } }",
                        List.of(NOTHING, one("m", one("key_value", List.of(one("key", 1))))),
                        asList(null, row("key_value", List.of(row("key", 1L, "value", null))))));
    }

    private static List<Row> read(String schema, Style style, List<Map<String, ?>> rows) {
        MessageType type = ParquetJava.schema(schema);
        List<Group> groups =
                rows.stream().map(row -> ParquetJava.group(type, row)).toList();
        return rows(ParquetJava.write(type, style, groups));
    }

    private static List<Row> rows(byte[] file) {
        BytesInput input = new BytesInput("shape.parquet", file, Integer.MAX_VALUE);
        return Reading.of(
                new TableFormat<Row>(Row.class, TableForm.PARQUET, BadRecords.fail()),
                List.of(ObjectRange.whole(input)));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void itMeansWhatTheFormatSays(Shape shape) {
        for (boolean second : new boolean[] {false, true}) {
            Style style = new Style(second, true, false, 100, PageCodec.SNAPPY);

            assertThat(read(shape.schema, style, shape.rows))
                    .extracting(row -> row.values().getFirst())
                    .isEqualTo(shape.expected);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "required int32 id; optional group l (LIST) { repeated int32 a; repeated int32 b; }",
                "required int32 id; optional group l (LIST) { optional int32 a; }",
                "required int32 id; optional group m (MAP) { repeated int32 key; }",
                "required int32 id; optional group m (MAP) { optional group key_value { required int32 key; } }",
                "required int32 id; optional group m (MAP) { repeated group kv { required int32 a; optional int32 b;"
                        + " optional int32 c; } }",
                "required int32 id; optional group m (MAP) { repeated group kv { repeated int32 key; optional int32"
                        + " value; } }",
                "required int32 id; optional group v (VARIANT(1)) { required binary metadata; optional binary value;"
                        + " optional int32 typed_value; }",
            })
    void whatMeansNothingIsRefusedByNameAndOnlyIfItIsWanted(String schema) {
        MessageType type = ParquetJava.schema(schema);
        byte[] file = ParquetJava.write(type, Style.PLAIN, List.of(ParquetJava.group(type, Map.of("id", 1))));

        assertThatThrownBy(() -> rows(file))
                .isInstanceOf(UndecodableException.class)
                .hasMessageContaining("shape.parquet")
                .hasMessageContaining("column " + type.getType(1).getName());
        assertThat(Reading.of(
                        new TableFormat<Id>(Id.class, TableForm.PARQUET, BadRecords.fail()),
                        List.of(ObjectRange.whole(new BytesInput("shape.parquet", file, Integer.MAX_VALUE)))))
                .containsExactly(new Id(1));
    }

    record Id(int id) {}
}
