package dev.kinglet.plan.planner;

import dev.kinglet.closure.ProgramCode;
import dev.kinglet.operator.CallInput;
import dev.kinglet.operator.StageFunction;
import dev.kinglet.plan.StageGraph;
import java.util.List;

/**
 * A graph, and what its stages are made of.
 *
 * @param parts of the stages, in their order
 */
public record Plan(StageGraph graph, List<Part> parts) {

    /**
     * What a stage is made of.
     *
     * @param function whose feeds are the pipelines of the graph's stage
     * @param ready what each pipeline reads of what lay there before the job, one an input; nothing for the others
     * @param code what the rows among these inputs are made of
     * @param cache where the records of a cached dataset are, if that is what the stage leaves, for this action and later ones; else
     *     nobody's
     */
    public record Part(StageFunction function, List<List<CallInput>> ready, ProgramCode code, Cache cache) {
        public Part {
            ready = List.copyOf(ready);
        }
    }

    public Plan {
        parts = List.copyOf(parts);
    }

    /** What the stage of a number is made of. */
    public Part part(int stage) {
        return parts.get(stage - 1);
    }
}
