package dev.kinglet.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kinglet.BadRecords;
import dev.kinglet.JsonSource;
import dev.kinglet.Sources;
import dev.kinglet.closure.UndecodableException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonFormatTest {

    record Point(double x, double y) {}

    record Quake(String place, Point at, List<Point> path, Map<String, Integer> counts, Optional<Instant> when) {}

    private final Reading reading = new Reading();

    private <T> List<T> read(JsonSource<T> source, String text) {
        return reading.all(new ObjectShare<>(
                new JsonFormat<>(source), List.of(ObjectRange.whole(new BytesInput("quakes.jsonl", text)))));
    }

    @Test
    void membersAreComponentsAlsoOfRecordsWithinRecords() {
        assertThat(read(Sources.json(Quake.class, "x"), """
                        {"at":{"y":2,"x":1.5,"z":[{}]},"path":[{"x":0,"y":1e3}],"counts":{"a":1},"place":"\\u00e4\\n","other":{"a":[1]}}

                        {"place":"","at":{"x":"NaN","y":-0.0},"path":[],"counts":{},"when":"2026-01-31T12:00:00Z"}"""))
                .containsExactly(
                        new Quake(
                                "ä\n",
                                new Point(1.5, 2),
                                List.of(new Point(0, 1000)),
                                Map.of("a", 1),
                                Optional.empty()),
                        new Quake(
                                "",
                                new Point(Double.NaN, -0.0),
                                List.of(),
                                Map.of(),
                                Optional.of(Instant.parse("2026-01-31T12:00:00Z"))));
    }

    @Test
    void withoutARecordClassLinesAreMaps() {
        assertThat(read(Sources.json("x"), "{\"a\":1,\"b\":[1.5,null,true,\"x\"],\"c\":{\"d\":123456789012345678901}}"))
                .containsExactly(Map.of(
                        "a",
                        1L,
                        "b",
                        java.util.Arrays.asList(1.5, null, true, "x"),
                        "c",
                        Map.of("d", new BigInteger("123456789012345678901"))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"x\":1,\"y\":\"b\"}|member y has \"b\", expected a number",
                "{\"x\":1}|no member y, expected one for Point; where it may be missing the component is an Optional",
                "{\"x\":1,\"y\":null}|member y has null, expected a value",
                "{\"x\":1,\"y\":{}}|member y has an object, expected a number",
                "{\"x\":1,\"y\":2} 3|something follows the object",
                "[1]|it is an array. Expected JSON lines",
                "1|it is no object. Expected JSON lines",
                "{\"x\":1,\"y\":2,\"x\":3}|member x has two values",
                "{\"x\":1,|the object does not end on its line",
                "nonsense|it is no JSON: "
            })
    void whatDoesNotFitIsSaidWithItsLineMemberAndValue(String line, String message) {
        assertThatThrownBy(() -> read(Sources.json(Point.class, "x"), "\n{\"x\":1,\"y\":2}\n" + line))
                .isInstanceOf(UndecodableException.class)
                .hasMessageStartingWith("quakes.jsonl, line 3: " + message);
    }

    @Test
    void membersOfMembersAreNamedByTheirPath() {
        assertThatThrownBy(() ->
                        read(Sources.json(Quake.class, "x"), "{\"path\":[{\"x\":1,\"y\":2},{\"x\":1,\"y\":true}]}"))
                .hasMessageContaining("member path.1.y has true, expected a number");
    }

    @Test
    void aByteOrderMarkAndBlankLinesAreNoRecords() {
        assertThat(read(Sources.json(Point.class, "x"), "\ufeff{\"x\":1,\"y\":2}\r\n\r\n \t\n"))
                .containsExactly(new Point(1, 2));
    }

    @Test
    void aRecordMayHoldOthersOfItsOwnClass() {
        record Tree(String name, List<Tree> branches, Optional<Tree> graft) {}

        assertThat(read(
                        Sources.json(Tree.class, "x"),
                        "{\"name\":\"a\",\"branches\":[{\"name\":\"b\",\"branches\":[],\"graft\":null}]}"))
                .containsExactly(new Tree("a", List.of(new Tree("b", List.of(), Optional.empty())), Optional.empty()));
    }

    @Test
    void wholeNumbersAreNotRounded() {
        record Whole(int n) {}

        assertThatThrownBy(() -> read(Sources.json(Whole.class, "x"), "{\"n\":1.5}"))
                .hasMessageContaining("member n has \"1.5\", expected a whole number of 32 bits");
        assertThatThrownBy(() -> read(Sources.json(Whole.class, "x"), "{\"n\":3000000000}"))
                .hasMessageContaining("expected a whole number of 32 bits");
    }

    @Test
    void badLinesAreHeardOfWhereThePolicySaysSo() {
        assertThat(read(
                        Sources.json(Point.class, "x").badRecords(BadRecords.redirectTo("bad/")),
                        "{\"x\":1,\"y\":2}\n{\"x\":1}\n{\"x\":3,\"y\":4}"))
                .containsExactly(new Point(1, 2), new Point(3, 4));
        assertThat(reading.bad).singleElement().satisfies(bad -> {
            assertThat(bad.place()).isEqualTo("quakes.jsonl, line 2");
            assertThat(bad.record()).isEqualTo("{\"x\":1}".getBytes(UTF_8));
        });
    }
}
