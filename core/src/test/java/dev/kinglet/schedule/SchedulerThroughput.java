package dev.kinglet.schedule;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * What the scheduler itself costs for each call: a stage of a million calls on a platform that answers in no time. Run its main; the last
 * of the lines is the warm one.
 */
final class SchedulerThroughput {

    private static final int CALLS = 1_000_000;
    private static final int ROUNDS = 5;
    private static final int IN_FLIGHT = 8;
    private static final int WORKERS = 2;
    private static final long RUN_NANOS = 1_000;

    private final int callsPerInvocation;
    private final AttemptScheduler<String> scheduler =
            new AttemptScheduler<>(1, IN_FLIGHT, WORKERS, SchedulerTuning.defaults());
    private final ArrayDeque<SchedulerEvent<String>> events = new ArrayDeque<>();
    private long now;
    private int announced;
    private int ended;
    private long invocations;

    private SchedulerThroughput(int callsPerInvocation) {
        this.callsPerInvocation = callsPerInvocation;
    }

    public static void main(String[] arguments) {
        for (int callsPerInvocation : new int[] {0, 1}) {
            for (int round = 0; round < ROUNDS; round++) {
                System.out.println(new SchedulerThroughput(callsPerInvocation).run());
            }
        }
    }

    private String run() {
        long usedBefore = used();
        long began = System.nanoTime();
        StagePolicy policy =
                SchedulerProbe.policy(3, 1_000_000_000, Long.MAX_VALUE, callsPerInvocation, false, false, 6 << 20);
        events.add(new SchedulerEvent.StageSubmitted<>(1, policy));
        long schedulerNanos = 0;
        while (!events.isEmpty()) {
            SchedulerEvent<String> event = events.remove();
            long before = System.nanoTime();
            List<SchedulerAction<String>> actions = scheduler.on(event, now += 1_000);
            schedulerNanos += System.nanoTime() - before;
            actions.forEach(this::act);
        }
        if (ended != CALLS) {
            throw new IllegalStateException(ended + " of " + CALLS + " calls ended");
        }
        return (callsPerInvocation == 0 ? "automatic" : callsPerInvocation + " a call") + ": "
                + schedulerNanos / CALLS + " ns a call in the scheduler, "
                + (System.nanoTime() - began) / CALLS + " ns with the edge, " + invocations + " invocations, "
                + Math.max(0, used() - usedBefore) / 1024 + " KiB held at the end";
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private void act(SchedulerAction<String> action) {
        switch (action) {
            case SchedulerAction.NeedCalls<String> need -> {
                int count = Math.min(need.count(), CALLS - announced);
                announced += count;
                if (count > 0) {
                    events.add(new SchedulerEvent.CallsReady<>(1, new int[count]));
                }
                if (announced == CALLS) {
                    events.add(new SchedulerEvent.InputsEnded<>(1));
                }
            }
            case SchedulerAction.Dispatch<String> dispatch -> {
                invocations++;
                List<SchedulerEvent.AttemptEnded<String>> reports = new ArrayList<>(dispatch.calls().length);
                for (int i = 0; i < dispatch.calls().length; i++) {
                    reports.add(new SchedulerEvent.AttemptEnded<>(
                            dispatch.calls()[i], dispatch.attempts()[i], null, RUN_NANOS, ""));
                }
                events.add(new SchedulerEvent.InvocationAnswered<>(dispatch.invocation(), reports));
            }
            case SchedulerAction.CallEnded<String> end -> ended++;
            default -> {}
        }
    }
}
