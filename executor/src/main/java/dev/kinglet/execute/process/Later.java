package dev.kinglet.execute.process;

import java.util.ArrayList;
import java.util.List;
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

    void run() {
        if (actions != null) {
            actions.forEach(Runnable::run);
        }
    }
}
