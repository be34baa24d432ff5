package dev.kinglet.schedule;

import dev.kinglet.ErrorCode;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** Stages that ended before their inputs did: calls that were announced in the same moment are ended as the others were. */
final class CondemnedStages {

    /** How many are remembered: the edge learns of a stage's end at once, and stops planning. */
    static final int MAX_STAGES = 1024;

    private record Condemned(int announced, ErrorCode verdict) {}

    private final Map<Long, Condemned> stages = new LinkedHashMap<>();

    void add(long stage, int announced, ErrorCode verdict) {
        stages.put(stage, new Condemned(announced, verdict));
        if (stages.size() > MAX_STAGES) {
            Iterator<Long> oldest = stages.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
    }

    void inputsEnded(long stage) {
        stages.remove(stage);
    }

    /** Ends calls that were just announced, if the stage is one of these. */
    <D> void announced(long stage, int count, Turn<D> turn) {
        Condemned condemned = stages.get(stage);
        if (condemned == null) {
            return;
        }
        int end = condemned.announced() + count;
        for (int call = condemned.announced(); call < end; call++) {
            turn.act(new SchedulerAction.CallEnded<>(stage, call, 0, condemned.verdict(), null));
        }
        stages.put(stage, new Condemned(end, condemned.verdict()));
    }
}
