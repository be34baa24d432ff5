package dev.kinglet.examples.strikes;

import java.util.List;
import java.util.stream.Stream;

/** The states and their regions, as the US census has them, under the names that the strikes use: the other side of the join. */
final class States {

    /** A state and the region that it lies in. */
    record Place(String state, String region) {}

    static final List<Place> ALL = Stream.of(
                    region("Northeast", "Massachusetts", "New Jersey", "New York", "Pennsylvania"),
                    region("Midwest", "Illinois", "Indiana", "Michigan", "Minnesota", "Missouri", "Nebraska", "Ohio"),
                    region(
                            "South",
                            "DC",
                            "Florida",
                            "Georgia",
                            "Kentucky",
                            "Louisiana",
                            "Maryland",
                            "North Carolina",
                            "Oklahoma",
                            "South Carolina",
                            "Tennessee",
                            "Texas"),
                    region("West", "Arizona", "California", "Colorado", "Hawaii", "Oregon", "Utah", "Washington"))
            .flatMap(region -> region)
            .toList();

    private States() {}

    private static Stream<Place> region(String region, String... states) {
        return Stream.of(states).map(state -> new Place(state, region));
    }
}
