package dev.kinglet.policy;

/** When another attempt at a call is worth making beside the one under way: the first that succeeds counts. A pure function. */
public interface Speculation {

    /** Never. */
    Speculation NONE = siblings -> Long.MAX_VALUE;

    /**
     * How long an invocation may have had a worker before another attempt at each of its calls is made; {@link Long#MAX_VALUE} for ever.
     * Asked again as more is known.
     */
    long patienceNanos(Siblings siblings);

    /**
     * What is known of the calls of a stage.
     *
     * @param succeeded how many have
     * @param runNanos how long attempts ran, in sum, as far as they were answered
     * @param underWay how many have an attempt under way
     */
    record Siblings(int succeeded, long runNanos, int underWay) {}
}
