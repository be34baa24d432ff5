package dev.kinglet.plan.interpreter;

import dev.kinglet.closure.ProgramCode;
import dev.kinglet.operator.CallInput;
import dev.kinglet.operator.Layout;
import dev.kinglet.operator.StageFunction;
import java.util.ArrayList;
import java.util.List;

/**
 * What a stage has to work on, when that is known.
 *
 * @param function with the pipelines that there are
 * @param inputs of each pipeline, one a call
 * @param code what the workers need to read them
 * @param bytes about how many bytes they have in all
 */
record StageInputs(StageFunction function, List<List<CallInput>> inputs, ProgramCode code, long bytes) {

    /** The inputs of all calls, in order. */
    List<StageFunction.Call> tasks(Layout layout) {
        List<StageFunction.Call> tasks = new ArrayList<>();
        for (int pipeline = 0; pipeline < inputs.size(); pipeline++) {
            for (CallInput input : inputs.get(pipeline)) {
                tasks.add(new StageFunction.Call(pipeline, input, layout));
            }
        }
        return tasks;
    }
}
