package dev.kinglet.bench.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class PageTest {

    private static final Plot LINES = new Plot(
            "GFLOPS over time",
            "seconds",
            "GFLOPS",
            Plot.Kind.LINES,
            List.of(Plot.overTime("functions", 1, List.of(1.0, 5.0, 2.0)), Plot.level("ceiling", 0, 3, 6)));

    private static Section section(Plot... plots) {
        return new Section("flops", "./kinglet <bench>", List.of("A & B."), Map.of("seconds", "1.5"), List.of(plots));
    }

    @Test
    void aPageIsOneFileThatNeedsNothingElse() {
        String page = Page.html("Results", "a machine", List.of(section(LINES)));

        assertThat(page)
                .startsWith("<!DOCTYPE html>")
                .contains("prefers-color-scheme: dark", "A &amp; B.", "./kinglet &lt;bench&gt;", "1.5")
                .doesNotContain("http:", "https:", "src=", "href=", "@import", "<script");
    }

    @Test
    void drawingsAreWellFormedWhateverIsDrawn() throws Exception {
        Plot empty = new Plot("nothing", "x", "y", Plot.Kind.LINES, List.of());
        Plot still = new Plot("still", "x", "y", Plot.Kind.LINES, List.of(Plot.level("zero", 0, 0, 0)));
        Plot same = Plot.histogram("all the same", "x", "y", new double[] {3, 3, 3});
        Plot none = Plot.histogram("no values", "x", "y", new double[0]);

        for (Plot plot : List.of(LINES, empty, still, same, none)) {
            String svg = Drawing.svg(plot);

            assertThat(svg).as(plot.title()).doesNotContain("NaN", "Infinity");
            DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
        }
    }

    @Test
    void histogramsCountEveryValueOnce() {
        double[] values = {1, 2, 2, 3, 10};

        Plot plot = Plot.histogram("h", "x", "y", values);

        assertThat(plot.series().getFirst().y()).satisfies(counts -> {
            double sum = 0;
            for (double count : counts) {
                sum += count;
            }
            assertThat(sum).isEqualTo(5);
        });
    }

    @Test
    void countsAreMarkedByWholeNumbers() {
        Plot two = Plot.histogram("h", "x", "calls", new double[] {1, 2});

        assertThat(Drawing.svg(two)).contains(">1</text>").doesNotContain(">0.2</text>", ">0.5</text>");
    }

    @Test
    void longCurvesAreDrawnAsShortOnesWithTheSameMean() {
        List<Double> bins =
                IntStream.range(0, 10_000).mapToObj(i -> (double) (i % 2)).toList();

        Plot.Series series = Plot.overTime("long", 1, bins);

        assertThat(series.x().length).isLessThanOrEqualTo(600);
        assertThat(series.y()[0]).isCloseTo(0.5, Offset.offset(0.05));
    }

    @Test
    void aSeriesHasAsManyValuesForXAsForY() {
        assertThatThrownBy(() -> new Plot.Series("s", new double[1], new double[2]))
                .hasMessage("s has 1 values for x and 2 for y");
    }
}
