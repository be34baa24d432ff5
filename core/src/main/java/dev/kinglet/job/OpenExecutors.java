package dev.kinglet.job;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The executors of this process that nobody has closed yet, for whoever ends the process before its program does. */
public final class OpenExecutors {

    private static final Set<KingletExecutor> OPEN = ConcurrentHashMap.newKeySet();

    private OpenExecutors() {}

    static void add(KingletExecutor executor) {
        OPEN.add(executor);
    }

    static void remove(KingletExecutor executor) {
        OPEN.remove(executor);
    }

    /**
     * Closes all.
     *
     * @return the locations of their stores, each once
     */
    public static List<String> closeAll() {
        List<KingletExecutor> open = List.copyOf(OPEN);
        List<String> stores = open.stream()
                .map(KingletExecutor::storeLocation)
                .distinct()
                .sorted()
                .toList();
        open.forEach(KingletExecutor::close);
        return stores;
    }
}
