package dev.kinglet.schedule;

import dev.kinglet.policy.BackOff;
import dev.kinglet.policy.BatchSize;
import java.time.Duration;

/**
 * The constants of the scheduler. {@link #defaults} are for every platform; tests and simulations take others.
 *
 * @param backOffBaseNanos the longest wait before the second attempt; doubled with each further one
 * @param backOffCapNanos the longest wait at all
 * @param targetInvocationNanos how long the calls of one invocation should take together
 * @param growthFactor by how much an invocation may be larger than one that was measured
 * @param maxCallsPerInvocation the most calls in one invocation whose size the scheduler chooses
 * @param sharesPerWorker into how many invocations for each worker the calls at hand are divided at least
 * @param windowInvocations how many invocations' worth of ready calls are kept for each invocation in flight
 * @param maxOutstandingCalls the most calls of a stage that are asked for or announced and have not ended: the edge holds their inputs
 * @param maxReadyBytes the most bytes of ready calls that a stage asks for
 * @param maxResends how often a call goes again without a charge before it counts as failed
 * @param maxThrottledRounds how often in a row a stage may be throttled before it fails
 * @param limitGraceNanos what an invocation may take beyond its calls' limits: load code, read inputs, write outputs
 * @param overdueGraceNanos how long after its limit an invocation without an end counts as lost
 * @param cancelGraceNanos how long a cancelled invocation may take to end before its place is used again
 */
public record SchedulerTuning(
        long backOffBaseNanos,
        long backOffCapNanos,
        long targetInvocationNanos,
        int growthFactor,
        int maxCallsPerInvocation,
        int sharesPerWorker,
        int windowInvocations,
        int maxOutstandingCalls,
        long maxReadyBytes,
        int maxResends,
        int maxThrottledRounds,
        long limitGraceNanos,
        long overdueGraceNanos,
        long cancelGraceNanos) {

    /** Long enough for a store or a platform to recover from a burst, short enough to go unnoticed once. */
    public static final Duration BACK_OFF_BASE = Duration.ofMillis(50);

    /** Beyond this, waiting longer is no kinder to the platform. */
    public static final Duration BACK_OFF_CAP = Duration.ofSeconds(20);

    /** An invocation costs under a millisecond here and some ten on a cloud: this hides it, and is still short for balance and for loss. */
    public static final Duration TARGET_INVOCATION = Duration.ofMillis(50);

    /** Four or five rounds lead from one call to the most. */
    public static final int GROWTH_FACTOR = 8;

    /** Beyond this, an invocation's own cost is lost in its calls' encoding, and what a lost one takes with it is not. */
    public static final int MAX_CALLS_PER_INVOCATION = 8_192;

    /** The last invocations of a stage are then each under half of a worker's part. */
    public static final int SHARES_PER_WORKER = 2;

    /** One to go out when an invocation ends, one while the next calls are planned. */
    public static final int WINDOW_INVOCATIONS = 2;

    /** With small inputs some 50 MB in the driver. */
    public static final int MAX_OUTSTANDING_CALLS = 262_144;

    /** An eighth of a driver of 512 MB. */
    public static final long MAX_READY_BYTES = 64L << 20;

    /** A call that was not begun, or was lost in company, so often is not unlucky. */
    public static final int MAX_RESENDS = 20;

    /** With the longest back-off, half of it on average, some five minutes. */
    public static final int MAX_THROTTLED_ROUNDS = 40;

    /** For code of tens of megabytes over a slow network. */
    public static final Duration LIMIT_GRACE = Duration.ofSeconds(10);

    /** Platforms kill at the limit; this is for one that does not. Longer than any cold start. */
    public static final Duration OVERDUE_GRACE = Duration.ofSeconds(60);

    /** A forced stop takes a few seconds at most. */
    public static final Duration CANCEL_GRACE = Duration.ofSeconds(30);

    private static final int MAX_RESENDS_HELD = Byte.MAX_VALUE - 1;

    public SchedulerTuning {
        positive("backOffBaseNanos", backOffBaseNanos);
        positive("backOffCapNanos", backOffCapNanos);
        positive("targetInvocationNanos", targetInvocationNanos);
        positive("growthFactor", growthFactor);
        positive("maxCallsPerInvocation", maxCallsPerInvocation);
        positive("sharesPerWorker", sharesPerWorker);
        positive("windowInvocations", windowInvocations);
        positive("maxOutstandingCalls", maxOutstandingCalls);
        positive("maxReadyBytes", maxReadyBytes);
        positive("maxThrottledRounds", maxThrottledRounds);
        if (maxResends < 0 || maxResends > MAX_RESENDS_HELD) {
            throw new IllegalArgumentException(
                    "maxResends must be from 0 to " + MAX_RESENDS_HELD + ", but is " + maxResends);
        }
        if (limitGraceNanos < 0 || overdueGraceNanos < 0 || cancelGraceNanos < 0) {
            throw new IllegalArgumentException("graces must not be negative, but are " + limitGraceNanos + ", "
                    + overdueGraceNanos + " and " + cancelGraceNanos + " ns");
        }
    }

    private static void positive(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be at least 1, but is " + value);
        }
    }

    /** How long to wait before a further try. */
    public BackOff backOff() {
        return new BackOff(backOffBaseNanos, backOffCapNanos);
    }

    BatchSize.Bounds batchBounds() {
        return new BatchSize.Bounds(targetInvocationNanos, growthFactor, maxCallsPerInvocation);
    }

    /** The constants above. */
    public static SchedulerTuning defaults() {
        return new SchedulerTuning(
                BACK_OFF_BASE.toNanos(),
                BACK_OFF_CAP.toNanos(),
                TARGET_INVOCATION.toNanos(),
                GROWTH_FACTOR,
                MAX_CALLS_PER_INVOCATION,
                SHARES_PER_WORKER,
                WINDOW_INVOCATIONS,
                MAX_OUTSTANDING_CALLS,
                MAX_READY_BYTES,
                MAX_RESENDS,
                MAX_THROTTLED_ROUNDS,
                LIMIT_GRACE.toNanos(),
                OVERDUE_GRACE.toNanos(),
                CANCEL_GRACE.toNanos());
    }
}
