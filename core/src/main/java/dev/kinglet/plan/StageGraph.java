package dev.kinglet.plan;

import java.util.List;

/**
 * What a job will do, as data: stages, what each reads and leaves, and why it has so many calls. It is complete before the first call: where
 * sizes that only show later decide, it has each alternative. Immutable.
 *
 * @param stages in an order in which they could run: each reads only from those before it. The last one leaves what the job is for
 * @param joins whose plan sizes decide that are not known yet
 */
public record StageGraph(List<Stage> stages, List<Join> joins) {

    public StageGraph {
        stages = List.copyOf(stages);
        joins = List.copyOf(joins);
    }

    /**
     * One stage: the same function for each of its calls.
     *
     * @param number from 1
     * @param pipelines ways for records into it, in the order of the records
     * @param leaves what becomes of the records
     */
    public record Stage(int number, List<Pipeline> pipelines, String leaves) {
        public Stage {
            pipelines = List.copyOf(pipelines);
        }
    }

    /**
     * One way for records into a stage.
     *
     * @param conditions under which it is one; all have to hold
     * @param operators applied to each record, in this order
     */
    public record Pipeline(List<Condition> conditions, Input input, List<Operator> operators) {
        public Pipeline {
            conditions = List.copyOf(conditions);
            operators = List.copyOf(operators);
        }
    }

    /**
     * Something that is done to records.
     *
     * @param does in words
     * @param reads the number of a stage of which each call reads all that it left, or 0
     */
    public record Operator(String does, int reads) {}

    /** Where the records of a pipeline come from. */
    public sealed interface Input {

        /** In words, with the reason for the number of calls. */
        String reads();
    }

    /**
     * What lies there before the job begins.
     *
     * @param calls how many share it
     * @param bytes about how much it is
     */
    public record Ready(String reads, int calls, long bytes) implements Input {}

    /**
     * What earlier stages leave, input together by key. Its calls are planned when that is known.
     *
     * @param stages one, or those of a join's left and right side
     * @param why it will have one level or two, as far as that is known
     */
    public record Exchanged(String reads, List<Integer> stages, String why) implements Input {
        public Exchanged {
            stages = List.copyOf(stages);
        }
    }

    /**
     * What an earlier stage leaves, as it is. Where another job has left it already, that stage does not run.
     *
     * @param stage its number
     */
    public record Kept(String reads, int stage) implements Input {}

    /**
     * A join whose plan sizes decide: the first of its plans that is possible.
     *
     * @param left the stage that leaves the left side, where it runs
     * @param right the stage that leaves the right side, where it runs
     */
    public record Join(int left, int right, List<JoinPlan> plans) {
        public Join {
            plans = List.copyOf(plans);
        }
    }

    /** How a join is done. */
    public enum JoinPlan {
        /** The right side is small enough for each call of the left one to read it whole. */
        RIGHT_WHOLE,
        /** The left side is small enough for each call of the right one to read it whole. */
        LEFT_WHOLE,
        /** Both sides go through an exchange. */
        EXCHANGE
    }

    /**
     * That a join has a plan.
     *
     * @param join its place in {@link #joins}
     */
    public record Condition(int join, JoinPlan plan) {}

    /** The stage of a number. */
    public Stage stage(int number) {
        return stages.get(number - 1);
    }
}
