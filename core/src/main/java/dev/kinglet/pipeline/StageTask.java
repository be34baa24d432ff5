package dev.kinglet.pipeline;

import dev.kinglet.CallContext;
import dev.kinglet.RemoteFunction;
import dev.kinglet.reduce.Stretch;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.IntFunction;

/**
 * The function of a dataset's stage: reads the input of a call, takes it through the operators, and ends it. All operators between two
 * exchanges are one pass over the records. It is complete before the first call of a job: what only shows when stages before it have run
 * comes with each call's {@link Task}.
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
     * @param layout how what the call leaves is laid out, as the sizes of what the stage reads have it
     */
    public record Task(int feed, TaskInput input, Layout layout) implements Serializable {}

    public StageTask {
        feeds = List.copyOf(feeds);
    }

    @Override
    public TaskOutput apply(Task task) throws Exception {
        try (TaskContext context = new TaskContext(CallContext.current(), task.layout())) {
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

    /** A function of which only some of the feeds are asked for; this one if that is all of them. */
    public StageTask only(List<Integer> some) {
        return some.size() == feeds.size()
                ? this
                : new StageTask(some.stream().map(feeds::get).toList(), ending);
    }

    /** The same with the small sides of its broadcast joins, where it has any. */
    public StageTask reading(IntFunction<List<Stretch>> sides) {
        boolean any =
                feeds.stream().flatMap(feed -> feed.operators().stream()).anyMatch(BroadcastJoin.class::isInstance);
        return any
                ? new StageTask(feeds.stream().map(feed -> reading(feed, sides)).toList(), ending)
                : this;
    }

    private static Feed reading(Feed feed, IntFunction<List<Stretch>> sides) {
        List<Operator> operators = new ArrayList<>();
        for (Operator operator : feed.operators()) {
            operators.add(operator instanceof BroadcastJoin join ? join.reading(sides.apply(join.side())) : operator);
        }
        return new Feed(feed.intake(), operators);
    }
}
