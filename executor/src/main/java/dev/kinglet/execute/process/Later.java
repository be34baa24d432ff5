package dev.kinglet.execute.process;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Things to do once a lock is released. Confined to one thread. */
final class Later {

    private @Nullable List<Runnable> actions;

    void add(Runnable action) {
        if (actions == null) {
            actions = new ArrayList<>(2);
        }
        actions.add(action);
    }

    /** Does something under a lock, and what comes of it when the lock is released. */
    static void locked(Object lock, Consumer<Later> body) {
        Later later = new Later();
        try {
            synchronized (lock) {
                body.accept(later);
            }
        } finally {
            later.run(); // what was noted down by then has to be done, whatever else failed
        }
    }

    void run() {
        if (actions != null) {
            actions.forEach(Runnable::run);
        }
    }
}
