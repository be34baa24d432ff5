package dev.kinglet.schedule;

import java.util.HashMap;
import java.util.Map;

/** How much memory the workers of a stage's calls are to have: of a few calls, another amount than of the others. */
final class WorkerMemory {

    private final int megabytes;
    private final Map<Integer, Integer> others = new HashMap<>();

    WorkerMemory(int megabytes) {
        this.megabytes = megabytes;
    }

    int of(int call) {
        return others.isEmpty() ? megabytes : others.getOrDefault(call, megabytes);
    }

    /** From now on a call is to have this. @return whether it had another amount before */
    boolean change(int call, int wanted) {
        boolean news = wanted != of(call);
        if (news) {
            others.put(call, wanted);
        }
        return news;
    }

    /** The call has ended. */
    void end(int call) {
        if (!others.isEmpty()) {
            others.remove(call);
        }
    }
}
