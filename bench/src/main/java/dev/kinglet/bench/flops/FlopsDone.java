package dev.kinglet.bench.flops;

/**
 * What one call did.
 *
 * @param multiplier what it multiplied with
 * @param perSecond floating-point operations per second of the multiplications alone
 * @param error how far the product was off, see {@link Matrices#error}
 */
public record FlopsDone(String multiplier, double perSecond, double error) {}
