package dev.kinglet.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/** Numbers by name, the unit last in the name, in the order in which they were added. Confined to one thread. */
final class Figures {

    private final Map<String, Double> byName = new LinkedHashMap<>();

    /** Adds a figure; of one name there is one. */
    Figures add(String name, double value) {
        if (byName.putIfAbsent(name, value) != null) {
            throw new IllegalArgumentException("figure " + name + " is there already");
        }
        return this;
    }

    Map<String, Double> byName() {
        return byName;
    }
}
