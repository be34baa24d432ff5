package dev.kinglet.examples.flights;

import dev.kinglet.Aggregations;
import dev.kinglet.Aggregations.Mean;
import dev.kinglet.FunctionExecutor;
import dev.kinglet.Job;
import dev.kinglet.Pair;
import dev.kinglet.Sources;
import java.util.List;

/** The large airports from which flights were latest in the mean. Arguments name other files with the same columns. */
public final class MeanDelays implements Job {

    private static final String FLIGHTS = "classpath:dev/kinglet/examples/flights-100k.parquet";

    /** Fewer say little about an airport. */
    private static final int LEAST_FLIGHTS = 1_000;

    private static final int TOP = 3;

    /** The columns that are read, of four; the delay is in minutes, negative for flights that were early. */
    private record Flight(String origin, int delay) {}

    /** Sums and counts in the place of means, so that small airports can be told and left out. */
    private static Mean plus(Mean left, Mean right) {
        return new Mean(left.sum() + right.sum(), left.count() + right.count());
    }

    private static double mean(Pair<String, Mean> airport) {
        return airport.value().sum() / airport.value().count();
    }

    @Override
    public void run(FunctionExecutor executor, String[] arguments) {
        String[] files = arguments.length == 0 ? new String[] {FLIGHTS} : arguments;
        List<Pair<String, Mean>> latest = executor.read(Sources.parquet(Flight.class, files))
                .keyBy(Flight::origin)
                .mapValues(flight -> new Mean(flight.delay(), 1))
                .aggregate(Aggregations.reducing(MeanDelays::plus))
                .filter(airport -> airport.value().count() >= LEAST_FLIGHTS)
                .top(TOP, MeanDelays::mean);

        // Counted by Python: sum(delays) and len(delays) of the rows that pyarrow.parquet reads, by origin. Whole
        // minutes add up
        // to the same double in any order.
        if (arguments.length == 0
                && !latest.equals(List.of(
                        new Pair<>("DEN", new Mean(27_350, 2_253)),
                        new Pair<>("JFK", new Mean(12_265, 1_066)),
                        new Pair<>("MIA", new Mean(13_560, 1_380))))) {
            throw new IllegalStateException("the latest airports are " + latest);
        }
        latest.forEach(airport -> System.out.println("from %s %.1f minutes late, the mean of %d flights"
                .formatted(airport.key(), mean(airport), airport.value().count())));
    }
}
