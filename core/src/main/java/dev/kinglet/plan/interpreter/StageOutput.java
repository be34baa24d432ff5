package dev.kinglet.plan.interpreter;

import dev.kinglet.closure.ProgramCode;
import dev.kinglet.operator.CallOutput;
import dev.kinglet.reduce.Run;
import java.util.List;

/**
 * What a stage came to.
 *
 * @param outputs what each call told
 * @param code what the rows are made of that it left
 */
public record StageOutput(List<CallOutput> outputs, ProgramCode code) {

    public StageOutput {
        outputs = List.copyOf(outputs);
    }

    /** All that was left for other stages. */
    public List<Run> runs() {
        return outputs.stream().flatMap(output -> output.runs().stream()).toList();
    }

    long rows() {
        return outputs.stream().mapToLong(CallOutput::rows).sum();
    }
}
