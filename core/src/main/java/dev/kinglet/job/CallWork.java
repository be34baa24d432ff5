package dev.kinglet.job;

/**
 * Operations that one attempt told of, and when it ran, on the driver's clock as {@link System#nanoTime} counts.
 *
 * @param flops floating-point operations
 */
record CallWork(long flops, long startNanos, long endNanos) {}
