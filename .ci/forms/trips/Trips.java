package trips;

import dev.kinglet.FunctionExecutor;
import dev.kinglet.Sources;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Rows and keys of its own, with a function of its own and without: one line, the same in whatever way it is started. */
public class Trips {

    public enum Zone {
        NORTH,
        SOUTH
    }

    public record Trip(String from, int minutes) {}

    public record Key(Zone zone, boolean isLong) {}

    public static void main(String[] arguments) {
        int limit = Integer.parseInt(arguments[1]);
        try (FunctionExecutor executor = FunctionExecutor.create()) {
            List<Trip> rows = executor.read(Sources.csv(Trip.class, arguments[0])).collect();
            List<String> groups = new ArrayList<>();
            executor.read(Sources.csv(Trip.class, arguments[0]))
                    .keyBy(trip -> new Key(trip.from().startsWith("N") ? Zone.NORTH : Zone.SOUTH, trip.minutes() > limit))
                    .groupByKey()
                    .collect()
                    .forEach(group -> groups.add(group.key() + "=" + group.toList().size()));
            System.out.println(rows.size() + " trips " + new TreeSet<>(groups));
        }
    }
}
