package dev.kinglet.plan;

import dev.kinglet.plan.StageGraph.Condition;
import dev.kinglet.plan.StageGraph.Exchanged;
import dev.kinglet.plan.StageGraph.Join;
import dev.kinglet.plan.StageGraph.Pipeline;
import dev.kinglet.plan.StageGraph.Stage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A graph in words: its stages, a line each, and below what they read, do and leave. */
public final class GraphText {

    private final StageGraph graph;
    private final StringBuilder text = new StringBuilder();

    private GraphText(StageGraph graph) {
        this.graph = graph;
    }

    public static String of(StageGraph graph) {
        GraphText text = new GraphText(graph);
        graph.stages().forEach(text::stage);
        return text.text.toString();
    }

    private void stage(Stage stage) {
        text.append("stage ").append(stage.number()).append('\n');
        @Nullable Pipeline before = null;
        for (Pipeline pipeline : stage.pipelines()) {
            heading(before, pipeline);
            pipeline(pipeline);
            before = pipeline;
        }
        line(stage.leaves());
    }

    /** Pipelines of other plans of one join stand in each other's place; others follow each other. */
    private void heading(@Nullable Pipeline before, Pipeline pipeline) {
        String where = pipeline.conditions().isEmpty() ? "" : "where " + conditions(pipeline.conditions());
        if (before == null) {
            if (!where.isEmpty()) {
                line(where);
            }
        } else if (before.conditions().equals(pipeline.conditions())) {
            line("and then");
        } else if (before.conditions().stream().anyMatch(condition -> isOther(condition, pipeline.conditions()))) {
            line("or, " + where);
        } else {
            line("and then" + (where.isEmpty() ? "" : ", " + where));
        }
    }

    private static boolean isOther(Condition condition, List<Condition> conditions) {
        return conditions.stream()
                .anyMatch(other -> other.join() == condition.join() && other.plan() != condition.plan());
    }

    private void pipeline(Pipeline pipeline) {
        line(pipeline.input().reads());
        if (pipeline.input() instanceof Exchanged exchanged) {
            line(exchanged.why());
        }
        pipeline.operators().forEach(operator -> line(operator.does()));
    }

    private String conditions(List<Condition> conditions) {
        return String.join(" and ", conditions.stream().map(this::condition).toList());
    }

    private String condition(Condition condition) {
        Join join = graph.joins().get(condition.join());
        return switch (condition.plan()) {
            case RIGHT_WHOLE -> "what stage " + join.right() + " reads turns out to be small";
            case LEFT_WHOLE -> "what stage " + join.left() + " reads turns out to be small";
            case EXCHANGE -> "neither stage " + join.left() + " nor " + join.right() + " reads little enough";
        };
    }

    private void line(String line) {
        text.append("  ").append(line).append('\n');
    }
}
