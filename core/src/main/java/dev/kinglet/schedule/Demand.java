package dev.kinglet.schedule;

import dev.kinglet.policy.Saturated;

/** How many further calls a stage asks for: as many as keep the invocations in flight full for a while, and no more than are to be held. */
final class Demand {

    private final StagePolicy policy;
    private final SchedulerTuning tuning;
    private final CallStates states;
    private final int invocationsInFlight;
    private int asked;

    Demand(StagePolicy policy, SchedulerTuning tuning, CallStates states, int invocationsInFlight) {
        this.policy = policy;
        this.tuning = tuning;
        this.states = states;
        this.invocationsInFlight = invocationsInFlight;
    }

    /** So many were announced. */
    void met(int calls) {
        asked = Math.max(0, asked - calls);
    }

    /** No further calls follow. */
    void end() {
        asked = 0;
    }

    /** How many were asked for and have not been announced. */
    int asked() {
        return asked;
    }

    /**
     * Asks again.
     *
     * @param callsPerInvocation how many travel together at present
     * @return how many calls are wanted more; 0 for none
     */
    int ask(int callsPerInvocation) {
        long window = window(callsPerInvocation);
        long room = window - states.count(CallState.READY) - asked;
        room = Math.min(room, (long) tuning.maxOutstandingCalls() - states.live() - asked);
        // In rounds of a quarter window at least, unless the stage is about to run dry.
        boolean dry = states.count(CallState.READY) + asked == 0;
        if (room < 1 || (!dry && room < window / 4)) {
            return 0;
        }
        asked += (int) room;
        return (int) room;
    }

    private long window(int callsPerInvocation) {
        long fixed = policy.callsPerInvocation();
        // One round ahead of what is measured, so that an invocation can grow as soon as it may.
        long size = fixed > 0
                ? fixed
                : Math.min((long) callsPerInvocation * tuning.growthFactor(), tuning.maxCallsPerInvocation());
        long mean = states.meanBytes();
        size = Math.clamp(policy.maxPayloadBytes() / mean, 1, size);
        long calls = Saturated.multiply(size * tuning.windowInvocations(), invocationsInFlight);
        return Math.max(1, Math.min(calls, Math.min(tuning.maxReadyBytes() / mean, tuning.maxOutstandingCalls())));
    }
}
