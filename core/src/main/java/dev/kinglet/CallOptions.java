package dev.kinglet;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a job may ask for its calls. Whatever is not set comes from the configuration ({@code docs/configuration.md} has the defaults).
 * Immutable: each method gives a copy. Times are at most {@link #MAX_TIME}.
 *
 * @param timeLimit how long one attempt at one call may run
 * @param memoryMegabytes the memory of the function
 * @param attempts how many attempts a call has, the first included
 * @param environment variables that the function sees in addition to the platform's
 * @param failFast whether the first call that fails cancels the calls that have not ended; without it the others go on
 * @param retryFunctionFailures whether an exception of the user's function is worth another attempt; by default it is not
 * @param callsPerInvocation how many calls travel together; by default the scheduler sizes invocations from what calls take
 * @param deadline how long the whole job may take from its submission
 * @param stageResults whether results go to the store even if they are small enough to travel in the response
 */
public record CallOptions(
        @Nullable Duration timeLimit,
        @Nullable Integer memoryMegabytes,
        @Nullable Integer attempts,
        Map<String, String> environment,
        boolean failFast,
        boolean retryFunctionFailures,
        @Nullable Integer callsPerInvocation,
        @Nullable Duration deadline,
        boolean stageResults) {

    /** The longest time limit and deadline: 365 days. */
    public static final Duration MAX_TIME = Duration.ofDays(365);

    private static final CallOptions DEFAULTS =
            new CallOptions(null, null, null, Map.of(), false, false, null, null, false);

    public CallOptions {
        positive("timeLimit", timeLimit);
        positive("deadline", deadline);
        positive("memoryMegabytes", memoryMegabytes);
        positive("attempts", attempts);
        positive("callsPerInvocation", callsPerInvocation);
        environment = Map.copyOf(environment);
    }

    private static void positive(String name, @Nullable Duration value) {
        if (value != null && (value.isNegative() || value.isZero())) {
            throw new IllegalArgumentException(name + " must be positive, but is " + value);
        }
        if (value != null && value.compareTo(MAX_TIME) > 0) {
            throw new IllegalArgumentException(name + " must be at most " + MAX_TIME.toDays() + " days, but is " + value
                    + "; leave it out for none");
        }
    }

    private static void positive(String name, @Nullable Integer value) {
        if (value != null && value < 1) {
            throw new IllegalArgumentException(name + " must be at least 1, but is " + value);
        }
    }

    /** Nothing asked for. */
    public static CallOptions defaults() {
        return DEFAULTS;
    }

    /** See {@link CallOptions}. */
    public CallOptions timeLimit(Duration value) {
        return new CallOptions(
                value,
                memoryMegabytes,
                attempts,
                environment,
                failFast,
                retryFunctionFailures,
                callsPerInvocation,
                deadline,
                stageResults);
    }

    /** See {@link CallOptions}. */
    public CallOptions memoryMegabytes(int value) {
        return new CallOptions(
                timeLimit,
                value,
                attempts,
                environment,
                failFast,
                retryFunctionFailures,
                callsPerInvocation,
                deadline,
                stageResults);
    }

    /** See {@link CallOptions}. */
    public CallOptions attempts(int value) {
        return new CallOptions(
                timeLimit,
                memoryMegabytes,
                value,
                environment,
                failFast,
                retryFunctionFailures,
                callsPerInvocation,
                deadline,
                stageResults);
    }

    /** See {@link CallOptions}. */
    public CallOptions environment(Map<String, String> value) {
        return new CallOptions(
                timeLimit,
                memoryMegabytes,
                attempts,
                value,
                failFast,
                retryFunctionFailures,
                callsPerInvocation,
                deadline,
                stageResults);
    }

    /** Cancels what has not ended as soon as one call fails. */
    public CallOptions failingFast() {
        return new CallOptions(
                timeLimit,
                memoryMegabytes,
                attempts,
                environment,
                true,
                retryFunctionFailures,
                callsPerInvocation,
                deadline,
                stageResults);
    }

    /** Takes an exception of the user's function for worth another attempt. */
    public CallOptions retryingFunctionFailures() {
        return new CallOptions(
                timeLimit,
                memoryMegabytes,
                attempts,
                environment,
                failFast,
                true,
                callsPerInvocation,
                deadline,
                stageResults);
    }

    /** See {@link CallOptions}. */
    public CallOptions callsPerInvocation(int value) {
        return new CallOptions(
                timeLimit,
                memoryMegabytes,
                attempts,
                environment,
                failFast,
                retryFunctionFailures,
                value,
                deadline,
                stageResults);
    }

    /** See {@link CallOptions}. */
    public CallOptions deadline(Duration value) {
        return new CallOptions(
                timeLimit,
                memoryMegabytes,
                attempts,
                environment,
                failFast,
                retryFunctionFailures,
                callsPerInvocation,
                value,
                stageResults);
    }

    /** Puts every result into the store, whatever its size, so that none passes through the driver unless it is asked for. */
    public CallOptions stagingResults() {
        return new CallOptions(
                timeLimit,
                memoryMegabytes,
                attempts,
                environment,
                failFast,
                retryFunctionFailures,
                callsPerInvocation,
                deadline,
                true);
    }
}
