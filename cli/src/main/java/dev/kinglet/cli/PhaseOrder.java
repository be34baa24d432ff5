package dev.kinglet.cli;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The phases of a call in the order in which they happen; those that are not known yet come last, by name. */
final class PhaseOrder {

    private static final List<String> ORDER = List.of("load", "input", "run", "output");

    <V> List<Map.Entry<String, V>> sorted(Map<String, V> phases) {
        return phases.entrySet().stream()
                .sorted(Comparator.comparingInt((Map.Entry<String, V> phase) -> rank(phase.getKey()))
                        .thenComparing(Map.Entry::getKey))
                .toList();
    }

    private static int rank(String phase) {
        int index = ORDER.indexOf(phase);
        return index < 0 ? ORDER.size() : index;
    }
}
