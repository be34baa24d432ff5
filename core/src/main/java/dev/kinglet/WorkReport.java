package dev.kinglet;

/**
 * What a call tells of its own work, for the job's report: {@code CallContext.current().report().flops(n)}. It counts once for each call,
 * with the attempt whose value counts: what a failed or superseded attempt told is dropped with it. Any thread of the call may use it, if
 * it was handed the report by the call's own.
 */
public interface WorkReport {

    /**
     * Adds floating-point operations to what this call has done. How they are counted is the function's affair; the multiplication of two
     * N×N matrices is {@code 2·N³} by custom.
     *
     * @param operations how many, not negative; a call's sum stays at {@link Long#MAX_VALUE} once it is reached
     * @throws IllegalArgumentException if it is negative
     */
    void flops(long operations);
}
