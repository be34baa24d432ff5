package dev.kinglet.plan;

import dev.kinglet.closure.ProgramCode;
import dev.kinglet.pipeline.Operator;
import dev.kinglet.pipeline.StageTask;
import dev.kinglet.pipeline.TaskInput;
import java.util.ArrayList;
import java.util.List;

/**
 * What a stage will work on: ways for records into it, each with its inputs, one a call.
 *
 * @param feeds in the order of the records
 * @param code what the workers need to read them, beside the code of the stage's own functions
 * @param bytes about how many bytes the inputs have in all
 */
public record Feeds(List<Feed> feeds, ProgramCode code, long bytes) {

    /** One way in, and the inputs that take it. */
    public record Feed(StageTask.Feed feed, List<TaskInput> inputs) {}

    public Feeds {
        feeds = List.copyOf(feeds);
    }

    /** The same with an operator at the end of each. */
    public Feeds then(Operator operator) {
        return new Feeds(feeds.stream().map(feed -> then(feed, operator)).toList(), code, bytes);
    }

    private static Feed then(Feed feed, Operator operator) {
        List<Operator> operators = new ArrayList<>(feed.feed().operators());
        operators.add(operator);
        return new Feed(new StageTask.Feed(feed.feed().intake(), operators), feed.inputs());
    }

    /** These, then others. */
    public Feeds and(Feeds others) {
        List<Feed> all = new ArrayList<>(feeds);
        all.addAll(others.feeds);
        return new Feeds(all, code.and(others.code), bytes + others.bytes);
    }

    /** The inputs of all calls, in order. */
    public List<StageTask.Task> tasks() {
        List<StageTask.Task> tasks = new ArrayList<>();
        for (int feed = 0; feed < feeds.size(); feed++) {
            for (TaskInput input : feeds.get(feed).inputs()) {
                tasks.add(new StageTask.Task(feed, input));
            }
        }
        return tasks;
    }

    /** The stage's function, but for its end. */
    public List<StageTask.Feed> ways() {
        return feeds.stream().map(Feed::feed).toList();
    }
}
