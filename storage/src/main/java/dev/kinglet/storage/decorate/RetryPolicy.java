package dev.kinglet.storage.decorate;

import java.time.Duration;

/**
 * How often and how patiently a request is repeated. The pause before attempt n+1 is drawn evenly from zero to {@code
 * firstPause * 2^(n-1)}, at most {@code longestPause}: full jitter, so that a thousand workers that failed together do not come
 * back together.
 *
 * @param attempts how many in all, the first included; 1 is no retry
 * @param firstPause the upper bound of the first pause
 * @param longestPause the upper bound of any pause
 * @param limit no attempt begins later than this after the first request that failed since one succeeded
 */
public record RetryPolicy(int attempts, Duration firstPause, Duration longestPause, Duration limit) {

    /**
     * A worker's: five attempts, pauses of up to 100 ms, 200 ms, 400 ms and 800 ms, none begun after 30 seconds. What fails after that costs
     * the call an attempt, and another worker may have better luck.
     */
    public static final RetryPolicy DEFAULT =
            new RetryPolicy(5, Duration.ofMillis(100), Duration.ofSeconds(5), Duration.ofSeconds(30));

    /** A driver's, whose requests have no worker to try again: nine attempts, pauses of up to 50 ms at first and 2 s at last. */
    public static final RetryPolicy DRIVER =
            new RetryPolicy(9, Duration.ofMillis(50), Duration.ofSeconds(2), Duration.ofSeconds(30));

    public RetryPolicy {
        if (attempts < 1) {
            throw new IllegalArgumentException("attempts is " + attempts + ": it must be at least 1");
        }
        if (firstPause.isNegative() || longestPause.compareTo(firstPause) < 0 || limit.isNegative()) {
            throw new IllegalArgumentException("firstPause " + firstPause + ", longestPause " + longestPause
                    + ", limit " + limit + ": none may be negative, and the longest pause not below the first");
        }
    }

    /** The upper bound of the pause after the given failed attempt, counted from 1. */
    Duration pauseBound(int attempt) {
        long doubled = 1L << Math.min(attempt - 1, 30);
        Duration bound = firstPause.multipliedBy(doubled);
        return bound.compareTo(longestPause) < 0 ? bound : longestPause;
    }
}
