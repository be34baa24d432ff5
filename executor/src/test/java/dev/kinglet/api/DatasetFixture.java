package dev.kinglet.api;

import dev.kinglet.Dataset;
import dev.kinglet.Sources;
import java.util.Optional;

/** The datasets that are tested with. */
interface DatasetFixture extends ExecutorFixture {

    /** Eight shares, as two workers have it. */
    int SHARES = 8;

    long NUMBERS = 1_000;

    enum Zone {
        NORTH,
        SOUTH,
        EAST
    }

    record Trip(Zone zone, double fare, Optional<String> remark) {}

    record Price(Zone zone, String name) {}

    default Dataset<Long> numbers() {
        return executor().read(Sources.range(0, NUMBERS));
    }

    default Dataset<Trip> trips() {
        return numbers()
                .map(number -> new Trip(
                        Zone.values()[(int) (number % 3)],
                        number,
                        number % 2 == 0 ? Optional.of("even " + number) : Optional.empty()));
    }
}
