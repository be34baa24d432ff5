package dev.kinglet.bench;

import dev.kinglet.bench.page.Plot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Numbers by name, the unit last in the name, in the order in which they were added; and what is said and drawn beside. One thread. */
final class Figures {

    private final Map<String, Double> byName = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();
    private final List<Plot> plots = new ArrayList<>();

    /** Adds a figure; of one name there is one. */
    Figures add(String name, double value) {
        if (byName.putIfAbsent(name, value) != null) {
            throw new IllegalArgumentException("figure " + name + " is there already");
        }
        return this;
    }

    /** Adds a sentence on how the figures came to be. */
    Figures note(String sentence) {
        notes.add(sentence);
        return this;
    }

    /** Adds a drawing for the page. */
    Figures plot(Plot plot) {
        plots.add(plot);
        return this;
    }

    Map<String, Double> byName() {
        return byName;
    }

    List<String> notes() {
        return notes;
    }

    List<Plot> plots() {
        return plots;
    }
}
