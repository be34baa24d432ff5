package dev.kinglet.plan.interpreter;

import dev.kinglet.closure.ProgramCode;
import dev.kinglet.pipeline.Layout;
import dev.kinglet.pipeline.StageTask;
import dev.kinglet.pipeline.TaskInput;
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
record StageInputs(StageTask function, List<List<TaskInput>> inputs, ProgramCode code, long bytes) {

    /** The inputs of all calls, in order. */
    List<StageTask.Task> tasks(Layout layout) {
        List<StageTask.Task> tasks = new ArrayList<>();
        for (int feed = 0; feed < inputs.size(); feed++) {
            for (TaskInput input : inputs.get(feed)) {
                tasks.add(new StageTask.Task(feed, input, layout));
            }
        }
        return tasks;
    }
}
