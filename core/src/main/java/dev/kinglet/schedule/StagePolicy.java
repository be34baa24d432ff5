package dev.kinglet.schedule;

import dev.kinglet.policy.Retry;
import dev.kinglet.policy.Speculation;

/**
 * How the calls of one stage are to be run.
 *
 * @param retry which call whose attempt failed is tried again; at most 10,000 attempts are made
 * @param speculation when another attempt is made beside the one under way
 * @param memoryMegabytes what workers have
 * @param callNanos how long one attempt may run
 * @param deadlineNanos when the stage must have ended, on the clock of {@link Scheduler#on}; {@link Long#MAX_VALUE} for never
 * @param callsPerInvocation how many calls travel together; 0 lets the scheduler find it
 * @param failFast whether the first failed call cancels the others
 * @param maxPayloadBytes how many bytes of inputs one invocation may carry
 */
public record StagePolicy(
        Retry retry,
        Speculation speculation,
        int memoryMegabytes,
        long callNanos,
        long deadlineNanos,
        int callsPerInvocation,
        boolean failFast,
        int maxPayloadBytes) {}
