package dev.kinglet.pipeline;

import dev.kinglet.CallContext;
import dev.kinglet.RemoteFunction;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;

/**
 * The function of a dataset's stage: reads the input of a call, takes it through the operators, and ends it. All operators between two
 * exchanges are one pass over the records.
 *
 * @param feeds where records may come from; an input says which it belongs to
 * @param ending what becomes of the records
 */
public record StageTask(List<Feed> feeds, Ending ending) implements RemoteFunction<StageTask.Task, TaskOutput> {

    /**
     * One way for records into the stage.
     *
     * @param operators in the order in which they are applied
     */
    public record Feed(Intake intake, List<Operator> operators) implements Serializable {}

    /**
     * The input of one call.
     *
     * @param feed which of the feeds it belongs to
     */
    public record Task(int feed, TaskInput input) implements Serializable {}

    public StageTask {
        feeds = List.copyOf(feeds);
    }

    @Override
    public TaskOutput apply(Task task) throws Exception {
        try (TaskContext context = new TaskContext(CallContext.current())) {
            Feed feed = feeds.get(task.feed());
            BadRecordLog bad = new BadRecordLog(feed.intake().badRecords(), context);
            Iterator<Object> records = feed.intake().open(task.input(), context, bad);
            for (Operator operator : feed.operators()) {
                records = operator.apply(records, context);
            }
            TaskOutput output = ending.consume(records, context);
            return output.with(bad.count(), bad.commit());
        }
    }
}
