package dev.kinglet.job;

import dev.kinglet.Count;
import dev.kinglet.Dataset;
import dev.kinglet.FunctionExecutor;
import dev.kinglet.Sources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Datasets of many kinds. In a class of its own, with which no library of tests travels to workers. */
final class SomeDatasets {

    private SomeDatasets() {}

    record Reading(String place, int degrees) {}

    enum Season {
        DRY,
        WET
    }

    static Dataset<Count<String>> words(FunctionExecutor executor, Path folder) throws IOException {
        Path text = Files.writeString(folder.resolve("text.txt"), "to be or not to be\n".repeat(50) + "that is all\n");
        return executor.read(Sources.text(text.toUri().toString()))
                .flatMap(line -> List.of(line.split(" ", -1)))
                .countByKey()
                .sortBy(Count::key);
    }

    /** Some of each: sources of values and files, what is captured, exchanges, joins whose plan sizes decide, what an earlier job kept. */
    static List<Dataset<?>> of(FunctionExecutor executor, Path folder) throws IOException {
        List<Reading> readings = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            readings.add(new Reading("place " + i % 7, i));
        }
        int frost = 30;
        Map<String, Season> seasons = Map.of("place 1", Season.DRY, "place 2", Season.WET);
        Dataset<Reading> all = executor.read(Sources.of(readings));
        Dataset<Count<String>> frequent = all.filter(reading -> reading.degrees() > frost)
                .map(Reading::place)
                .countByKey();
        Dataset<Reading> kept = all.map(reading -> new Reading(reading.place(), -reading.degrees()))
                .cache();
        if (kept.count() != readings.size()) {
            throw new IllegalStateException("not all readings were kept");
        }
        return List.of(
                words(executor, folder),
                frequent.keyBy(Count::key)
                        .leftJoin(all.sortBy(Reading::degrees).keyBy(Reading::place))
                        .map(joined -> joined.key() + joined.right() + seasons.get(joined.key())),
                kept.keyBy(Reading::place).groupByKey().map(group -> group.key() + group.toList()),
                kept.union(all.sortBy(Reading::degrees))
                        .sample(0.5, 3)
                        .keyBy(Reading::degrees)
                        .countByKey());
    }
}
