package dev.kinglet.closure;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the maps of a graph whose views are in it, too. A view does not tell what it is a view of, but the JDK's maps give the same view
 * each time. So a graph is written first as if there were no such maps; if it had views, its maps are asked, and it may be written once more.
 */
final class Views {

    /** A map of the graph and which of its views is meant. */
    record Backing(Map<?, ?> map, Part part) {}

    enum Part {
        KEYS,
        VALUES,
        ENTRIES;

        Object of(Map<?, ?> map) {
            return switch (this) {
                case KEYS -> map.keySet();
                case VALUES -> map.values();
                case ENTRIES -> map.entrySet();
            };
        }
    }

    private final List<Object> copied = new ArrayList<>();
    private final IdentityHashMap<Object, Backing> backings = new IdentityHashMap<>();

    /** Begins with another graph. */
    void clear() {
        if (!copied.isEmpty()) {
            copied.clear();
        }
        if (!backings.isEmpty()) {
            backings.clear();
        }
    }

    /** Notes that a view was written without the map that it belongs to. */
    void copied(Object view) {
        copied.add(view);
    }

    @Nullable
    Backing backing(Object view) {
        return backings.get(view);
    }

    boolean wereCopied() {
        return !copied.isEmpty();
    }

    /** Looks for the maps of the views that were copied, among all objects that were written. */
    void findBackings(Iterable<Object> written) {
        IdentityHashMap<Object, Backing> views = new IdentityHashMap<>();
        for (Object object : written) {
            if (object instanceof Map<?, ?> map && Form.isOfTheJdk(map.getClass())) {
                for (Part part : Part.values()) {
                    views.put(part.of(map), new Backing(map, part));
                }
            }
        }
        for (Object view : copied) {
            Backing backing = views.get(view);
            if (backing != null) {
                backings.put(view, backing);
            }
        }
        copied.clear();
    }

    /** Whether the graph has to be written once more, with its views as those of its maps. */
    boolean foundBackings() {
        return !backings.isEmpty();
    }
}
