package dev.kinglet.schedule;

/**
 * How often things go wrong, of a thousand.
 *
 * @param throttled invocations that the platform does not take
 * @param lost invocations whose worker goes away, before or after its calls ran
 * @param silent invocations whose end is never reported
 * @param late invocations whose answer comes after everybody gave it up
 * @param confused answers with repeated, foreign or missing reports, or that come twice
 * @param badCalls calls that fail by themselves, in all the ways there are
 * @param whims stages that the user or the planner cuts short, in whole or in part
 */
record SimulatedFaults(int throttled, int lost, int silent, int late, int confused, int badCalls, int whims) {

    static final SimulatedFaults NONE = new SimulatedFaults(0, 0, 0, 0, 0, 0, 0);
    static final SimulatedFaults BAD_CALLS = new SimulatedFaults(0, 0, 0, 0, 0, 150, 0);
    static final SimulatedFaults BAD_PLATFORM = new SimulatedFaults(80, 60, 15, 15, 80, 0, 0);
    static final SimulatedFaults EVERYTHING = new SimulatedFaults(60, 50, 10, 10, 60, 100, 600);
}
