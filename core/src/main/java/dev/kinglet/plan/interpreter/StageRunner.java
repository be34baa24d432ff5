package dev.kinglet.plan.interpreter;

import dev.kinglet.closure.ProgramCode;
import dev.kinglet.operator.StageFunction;
import java.util.List;

/** Runs the calls of stages: as a job does, or in this thread. Called by several threads at a time. */
public interface StageRunner {

    /**
     * Runs a stage and waits for all its calls.
     *
     * @param tasks the inputs of the calls, at least one
     * @param code what the workers need to read them, beside the code of the function itself
     * @throws RuntimeException if a call failed for good
     */
    StageOutput run(StageFunction function, List<StageFunction.Call> tasks, ProgramCode code);

    /** Another stage failed that ran beside these: none of those under way is wanted any more. They may fail or end; nobody looks. */
    void cancel();
}
