package dev.kinglet.execute.process;

import dev.kinglet.BadRecords;
import dev.kinglet.Count;
import dev.kinglet.Sinks;
import dev.kinglet.SortOrder;
import dev.kinglet.Sources;
import dev.kinglet.format.SharePlanner;
import dev.kinglet.pipeline.Ending;
import dev.kinglet.pipeline.Endings;
import dev.kinglet.pipeline.Intake;
import dev.kinglet.pipeline.Keying;
import dev.kinglet.pipeline.Operator;
import dev.kinglet.pipeline.Operators;
import dev.kinglet.pipeline.StageTask;
import dev.kinglet.pipeline.TaskInput;
import dev.kinglet.pipeline.TaskOutput;
import dev.kinglet.pipeline.ToSink;
import dev.kinglet.plan.HashSpan;
import dev.kinglet.plan.KeySpan;
import dev.kinglet.reduce.HashSlices;
import dev.kinglet.reduce.Run;
import dev.kinglet.reduce.SortKey;
import dev.kinglet.store.Stores;
import java.util.Arrays;
import java.util.List;

/**
 * The stages of a word count, one after the other in a training call: read and counted, added up and sorted, merged and written. So the
 * cache has the classes of datasets, and what the JVM learned about their loops, which every worker would otherwise have to learn in its
 * first calls.
 */
final class DatasetTraining {

    private static final int WORDS_EACH_LINE = 12;
    private static final int SLICE_BITS = 4;

    private DatasetTraining() {}

    /** Lines of short words and longer ones, a few of them frequent. */
    static String text(int lines) {
        StringBuilder text = new StringBuilder();
        for (int line = 0; line < lines; line++) {
            for (int word = 0; word < WORDS_EACH_LINE; word++) {
                int number = line * WORDS_EACH_LINE + word;
                text.append(number % 9 == 0 ? "considerably" : "w")
                        .append(number % (number % 3 == 0 ? 10_007 : 211))
                        .append(' ');
            }
            text.append('\n');
        }
        return text.toString();
    }

    /** Counts the words of a text, and writes the counts to a folder. */
    static long run(String text, String folder) throws Exception {
        List<Run> counted = stage(
                        new Intake.FromSource("text", BadRecords.fail()),
                        List.of(new Operators.FlatMap(line -> Arrays.asList(((String) line).split(" ")))),
                        new Endings.Counts(new Keying(Keying.itself(), null), new HashSlices(SLICE_BITS)),
                        new TaskInput.OfShare(SharePlanner.plan(Sources.text(text), Stores.current(), Long.MAX_VALUE, 1)
                                .getFirst()))
                .runs();
        SortKey byCount = new SortKey(count -> ((Count<?>) count).count(), SortOrder.DESCENDING);
        List<Run> sorted = stage(
                        new Intake.Counting(),
                        List.of(),
                        new Endings.Sort(byCount),
                        new HashSpan(List.of(counted), new HashSlices(SLICE_BITS)).input())
                .runs();
        return stage(
                        new Intake.Sorting(byCount),
                        List.of(),
                        new ToSink(Sinks.csv(folder), folder),
                        new KeySpan(sorted, byCount).input())
                .rows();
    }

    private static TaskOutput stage(Intake intake, List<Operator> operators, Ending ending, TaskInput input)
            throws Exception {
        StageTask task = new StageTask(List.of(new StageTask.Feed(intake, operators)), ending);
        return task.apply(new StageTask.Task(0, input));
    }
}
