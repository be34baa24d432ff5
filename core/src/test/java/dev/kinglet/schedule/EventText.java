package dev.kinglet.schedule;

import java.util.Arrays;

/** Events and actions in a line each: records do not print their arrays. */
final class EventText {

    private EventText() {}

    static String of(SchedulerEvent<String> event) {
        return event instanceof SchedulerEvent.CallsReady<String> ready
                ? "CallsReady[stage=" + ready.stage() + ", sizes=" + Arrays.toString(ready.sizes()) + "]"
                : event.toString();
    }

    static String of(SchedulerAction<String> action) {
        return action instanceof SchedulerAction.Dispatch<String> sent
                ? "Dispatch[invocation=" + sent.invocation() + ", stage=" + sent.stage() + ", calls="
                        + Arrays.toString(sent.calls()) + ", attempts=" + Arrays.toString(sent.attempts()) + "]"
                : action.toString();
    }
}
