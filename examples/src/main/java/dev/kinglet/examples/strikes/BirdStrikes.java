package dev.kinglet.examples.strikes;

import dev.kinglet.Dataset;
import dev.kinglet.FunctionExecutor;
import dev.kinglet.Job;
import dev.kinglet.KeyedDataset;
import dev.kinglet.Sinks;
import dev.kinglet.SortOrder;
import dev.kinglet.Sources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What birds cost each airport, the dearest first, beside the region that its state lies in: written as CSV and read back. An argument
 * names the empty folder or {@code s3://} prefix for it; without one it is a folder that is removed at the end.
 */
public final class BirdStrikes implements Job {

    private static final String STRIKES = "classpath:dev/kinglet/examples/birdstrikes.csv.gz";

    /** The columns that are read, of fourteen, by the names that they have there but for spaces, capitals and {@code $}. */
    private record Strike(String airportName, String originState, long costTotal) {}

    /** Strikes at one airport, or at all: a sum as its own accumulator. */
    private record Toll(String airport, String state, long strikes, long dollars) {

        static Toll of(Strike strike) {
            return new Toll(strike.airportName(), strike.originState(), 1, strike.costTotal());
        }

        Toll plus(Toll other) {
            return new Toll(airport, state, strikes + other.strikes, dollars + other.dollars);
        }
    }

    /** A row of the output. The place has a comma in it, so that it is written in quotation marks. */
    private record Line(String place, String region, long strikes, long dollars) {}

    @Override
    public void run(FunctionExecutor executor, String[] arguments) throws IOException {
        if (arguments.length > 0) {
            run(executor, arguments[0]);
            return;
        }
        Path folder = Files.createTempDirectory("kinglet-strikes");
        try {
            run(executor, folder.resolve("tolls").toString());
        } finally {
            remove(folder);
        }
    }

    private static void run(FunctionExecutor executor, String location) {
        KeyedDataset<String, Toll> tolls = executor.read(Sources.csv(Strike.class, STRIKES))
                .map(Toll::of)
                .keyBy(Toll::airport)
                .reduceByKey(Toll::plus)
                .keyBy(airport -> airport.value().state())
                .mapValues(airport -> airport.value());
        Dataset<Line> lines = tolls.join(executor.read(Sources.of(States.ALL))
                        .keyBy(States.Place::state)
                        .mapValues(States.Place::region))
                .map(joined -> new Line(
                        joined.left().airport() + ", " + joined.key(),
                        joined.right(),
                        joined.left().strikes(),
                        joined.left().dollars()))
                .sortBy(Line::dollars, SortOrder.DESCENDING);
        lines.write(Sinks.csv(location));

        check(executor.read(Sources.csv(Line.class, location + "/*.csv")).collect());
    }

    /** The answer as Python's {@code csv.DictReader} and a dictionary of sums by airport have it. */
    private static void check(List<Line> lines) {
        long strikes = lines.stream().mapToLong(Line::strikes).sum();
        long dollars = lines.stream().mapToLong(Line::dollars).sum();
        boolean sorted = Stream.iterate(1, i -> i < lines.size(), i -> i + 1)
                .allMatch(i -> lines.get(i - 1).dollars() >= lines.get(i).dollars());
        List<Line> dearest = lines.stream().limit(3).toList();
        if (lines.size() != 50
                || strikes != 10_000
                || dollars != 40_545_276
                || !sorted
                || !dearest.equals(List.of(
                        new Line("AUSTIN-BERGSTROM INTL, Texas", "South", 144, 7_051_563),
                        new Line("LAGUARDIA NY, New York", "Northeast", 175, 3_871_438),
                        new Line("CHICAGO O'HARE INTL ARPT, Illinois", "Midwest", 430, 3_833_281)))) {
            throw new IllegalStateException("%d airports, %d strikes, $%d, in order: %s, the first %s"
                    .formatted(lines.size(), strikes, dollars, sorted, dearest));
        }
        dearest.forEach(line -> System.out.println(
                "%s (%s): $%,d for %d strikes".formatted(line.place(), line.region(), line.dollars(), line.strikes())));
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
