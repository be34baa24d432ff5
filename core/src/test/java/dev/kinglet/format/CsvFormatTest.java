package dev.kinglet.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kinglet.BadRecords;
import dev.kinglet.CsvSource;
import dev.kinglet.Row;
import dev.kinglet.Sources;
import dev.kinglet.closure.UndecodableException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CsvFormatTest {

    enum Size {
        SMALL,
        LARGE
    }

    record Trip(String zone, double fare, int passengers) {}

    record Everything(
            boolean flag,
            Long count,
            Size size,
            Instant at,
            LocalDate day,
            LocalDateTime local,
            BigDecimal exact,
            char letter,
            Optional<String> note,
            Optional<Integer> maybe) {}

    record Strict(int x) {
        Strict {
            if (x < 0) {
                throw new IllegalArgumentException("x must not be negative");
            }
        }
    }

    private final Reading reading = new Reading();

    private <T> List<T> read(CsvSource<T> source, String text) {
        return reading.all(new ObjectShare<>(
                new CsvFormat<>(source, Map.of()), List.of(ObjectRange.whole(new BytesInput("trips.csv", text)))));
    }

    private static CsvSource<Trip> trips() {
        return Sources.csv(Trip.class, "x");
    }

    @Test
    void columnsFindTheirComponentsByName() {
        assertThat(read(trips(), "fare,other,Zone,PASSENGERS\n1.5,x,Bronx,2\n\n-3e2,y,\"Queens, NY\",1"))
                .containsExactly(new Trip("Bronx", 1.5, 2), new Trip("Queens, NY", -300, 1));
    }

    @Test
    void severalColumnsByAnotherSeparatorAreNotTakenForOne() {
        for (char other : new char[] {';', '\t', '|'}) {
            String rows = "a;b\nx;1\n\n;2\n".replace(';', other);
            CsvSource<Row> source = Sources.csv("x");

            assertThatThrownBy(() -> infer(source, rows))
                    .isInstanceOf(UndecodableException.class)
                    .hasMessageContaining("separator('" + (other == '\t' ? "\\t" : other) + "')");
            assertThat(infer(source.separator(other), rows)).containsOnlyKeys("b");
            assertThat(infer(source.column("a" + other + "b", String.class), rows))
                    .hasSize(1);
        }
    }

    @Test
    void oneColumnWithTextIsOneColumn() {
        assertThat(infer(Sources.csv("x"), "title; year\nWar and Peace\n")).isEmpty();
        assertThat(infer(Sources.csv("x"), "a|b\n")).isEmpty();
        assertThat(infer(Sources.csv("x").withoutHeader("text"), "a;b\nc;d\n")).isEmpty();
    }

    @Test
    void aLineForASpreadsheetIsNoHeader() {
        for (String line : List.of("sep=;", "SEP=,", "sep=\t")) {
            assertThatThrownBy(() -> infer(Sources.csv("x"), line + "\na;b\nx;1\n"))
                    .hasMessageContaining("tells a spreadsheet the separator");
        }
    }

    private static Map<String, ColumnType> infer(CsvSource<Row> source, String text) {
        return CsvInference.infer(source, List.of(new BytesInput("trips.csv", text)));
    }

    @Test
    void quotedValuesMayHoldAnything() {
        assertThat(read(trips().separator(';'), "zone;fare;passengers\r\n\"a \"\"b\"\"\r\n;c\";1;2\r\n"))
                .containsExactly(new Trip("a \"b\"\r\n;c", 1, 2));
    }

    @Test
    void columnsMayBeDeclaredWhereThereIsNoHeader() {
        assertThat(read(trips().withoutHeader("passengers", "zone", "fare"), "2,Bronx,1\n"))
                .containsExactly(new Trip("Bronx", 1, 2));
    }

    @Test
    void aByteOrderMarkIsNoPartOfAName() {
        assertThat(read(trips(), "\ufeffzone,fare,passengers\na,1,2")).hasSize(1);
    }

    @Test
    void componentsAreOfManyTypes() {
        String header = "flag,count,size,at,day,local,exact,letter,note,maybe\n";

        assertThat(read(
                        Sources.csv(Everything.class, "x"),
                        header
                                + "TRUE, 7,LARGE,2026-01-31T12:00:00Z,2026-01-31,2026-01-31T12:00:00,0.10,x,\"\",3\n"
                                + "false,,SMALL,2026-01-31T12:00:00Z,,2026-01-31T12:00:00,1,\" \",,\n"))
                .containsExactly(
                        new Everything(
                                true,
                                7L,
                                Size.LARGE,
                                Instant.parse("2026-01-31T12:00:00Z"),
                                LocalDate.of(2026, 1, 31),
                                LocalDateTime.of(2026, 1, 31, 12, 0),
                                new BigDecimal("0.10"),
                                'x',
                                Optional.of(""),
                                Optional.of(3)),
                        nothing());
    }

    @SuppressWarnings("NullAway") // a component without a value is null
    private static Everything nothing() {
        return new Everything(
                false,
                null,
                Size.SMALL,
                Instant.parse("2026-01-31T12:00:00Z"),
                null,
                LocalDateTime.of(2026, 1, 31, 12, 0),
                BigDecimal.ONE,
                ' ',
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void aValueThatDoesNotFitNamesFileRowColumnValueAndWhatWasExpected() {
        assertThatThrownBy(() -> read(trips(), "zone,fare,passengers\na,1,2\nb,cheap,2\n"))
                .isInstanceOf(UndecodableException.class)
                .hasMessageStartingWith("trips.csv, row 3: column fare has \"cheap\", expected a number; ");
        assertThatThrownBy(() -> read(trips(), "zone,fare,passengers\na,1,\n"))
                .hasMessageContaining("row 2: column passengers has nothing, expected a whole number of 32 bits");
        assertThatThrownBy(() -> read(trips(), "zone,fare,passengers\na,1\n"))
                .hasMessageContaining(
                        "it has 2 values, expected 3, one for each of the columns [zone, fare, passengers]");
    }

    @Test
    void aMissingColumnIsSaidWithThoseThatAreThere() {
        assertThatThrownBy(() -> read(trips(), "zone,price\na,1\n"))
                .hasMessageStartingWith(
                        "trips.csv: there is no column for component fare of Trip; the columns are [zone, price]");
    }

    @Test
    void badRowsAreHeardOfWhereThePolicySaysSo() {
        assertThat(read(
                        trips().badRecords(BadRecords.skip()),
                        "zone,fare,passengers\na,1,2\nb,cheap,2\nc,1,2,3\nd \"x\" e,1,2\n\"f\" x,1,2\ng,1,2\n\"h"))
                .containsExactly(new Trip("a", 1, 2), new Trip("g", 1, 2));
        assertThat(reading.bad)
                .extracting(Reading.Bad::place)
                .containsExactly(
                        "trips.csv, row 3",
                        "trips.csv, row 4",
                        "trips.csv, row 5",
                        "trips.csv, row 6",
                        "trips.csv, row 8");
        assertThat(reading.bad.getFirst().record()).asString().isEqualTo("b,cheap,2");
    }

    @Test
    void aRecordThatRefusesItsValuesIsABadOne() {
        assertThatThrownBy(() -> read(Sources.csv(Strict.class, "x"), "x\n1\n-1\n"))
                .hasMessageContaining("row 3: the constructor of Strict refuses it")
                .hasMessageContaining("x must not be negative");
    }

    @Test
    void aStrayQuotationMarkSpoilsOneRowWhereEachLineIsOne() {
        assertThat(read(
                        trips().withoutLineBreaks().badRecords(BadRecords.skip()),
                        "zone,fare,passengers\na,1,2\n\"b,1,2\nc,1,2\n"))
                .containsExactly(new Trip("a", 1, 2), new Trip("c", 1, 2));
        assertThat(reading.bad)
                .singleElement()
                .satisfies(bad -> assertThat(bad.reason()).contains("never closed"));
    }

    @Test
    void withoutARecordClassRowsAreOfText() {
        List<Row> rows = read(Sources.csv("x"), "a,b\n1,\n");

        assertThat(rows).containsExactly(new Row(List.of("a", "b"), List.of("1", "")));
        assertThatThrownBy(() -> rows.getFirst().get("c")).hasMessageContaining("the columns are [a, b]");
    }

    @Test
    void anEmptyObjectHasNoRows() {
        assertThat(read(trips(), "")).isEmpty();
        assertThat(read(trips(), "zone,fare,passengers")).isEmpty();
    }
}
