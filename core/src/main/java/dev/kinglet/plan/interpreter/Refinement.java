package dev.kinglet.plan.interpreter;

import dev.kinglet.plan.StageGraph.JoinPlan;
import java.util.List;

/** What was decided while a graph ran, when the sizes were known that it takes. */
public sealed interface Refinement {

    /**
     * How an exchange was done.
     *
     * @param stages that left what was exchanged
     * @param consumer what the calls do that took it
     * @param why with the figures
     */
    record OfExchange(List<Integer> stages, String consumer, String why) implements Refinement {}

    /**
     * How a join was done.
     *
     * @param join its place in the graph
     */
    record OfJoin(int join, JoinPlan plan) implements Refinement {}
}
