package dev.kinglet.plan;

import dev.kinglet.json.JsonReader;
import dev.kinglet.json.JsonWriter;
import dev.kinglet.json.MalformedJsonException;
import dev.kinglet.plan.StageGraph.Condition;
import dev.kinglet.plan.StageGraph.Exchanged;
import dev.kinglet.plan.StageGraph.Input;
import dev.kinglet.plan.StageGraph.Join;
import dev.kinglet.plan.StageGraph.JoinPlan;
import dev.kinglet.plan.StageGraph.Kept;
import dev.kinglet.plan.StageGraph.Operator;
import dev.kinglet.plan.StageGraph.Pipeline;
import dev.kinglet.plan.StageGraph.Ready;
import dev.kinglet.plan.StageGraph.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * A graph as it lies in the store: readable, with what a driver that has not seen it needs to run it.
 *
 * @param parts what its stages are made of, in their order
 */
public record StoredGraph(StageGraph graph, List<Part> parts) {

    private static final int VERSION = 1;
    private static final int EXPECTED_BYTES = 4096;

    /**
     * What a stage is made of, beside what its graph says.
     *
     * @param closure the name of its function in the store
     * @param inputs what its pipelines read that lay there before the job, as bytes whose form is the writer's
     */
    public record Part(String closure, byte[] inputs) {}

    public StoredGraph {
        parts = List.copyOf(parts);
        if (parts.size() != graph.stages().size()) {
            throw new IllegalArgumentException(
                    graph.stages().size() + " stages, but what " + parts.size() + " are made of");
        }
    }

    public byte[] toJson() {
        JsonWriter json = new JsonWriter(EXPECTED_BYTES);
        json.beginObject().name("version").number(VERSION);
        json.name("stages").beginArray();
        for (int i = 0; i < parts.size(); i++) {
            write(json, graph.stages().get(i), parts.get(i));
        }
        json.endArray();
        json.name("joins").beginArray();
        for (Join join : graph.joins()) {
            json.beginObject();
            json.name("left").number(join.left()).name("right").number(join.right());
            json.name("plans").beginArray();
            join.plans().forEach(plan -> json.string(plan.name()));
            json.endArray().endObject();
        }
        return json.endArray().endObject().toBytes();
    }

    private static void write(JsonWriter json, Stage stage, Part part) {
        json.beginObject().name("stage").number(stage.number());
        json.name("pipelines").beginArray();
        for (Pipeline pipeline : stage.pipelines()) {
            json.beginObject().name("conditions").beginArray();
            for (Condition condition : pipeline.conditions()) {
                json.beginObject().name("join").number(condition.join());
                json.name("plan").string(condition.plan().name()).endObject();
            }
            json.endArray().name("reads").string(pipeline.input().reads());
            write(json, pipeline.input());
            json.name("operators").beginArray();
            for (Operator operator : pipeline.operators()) {
                json.beginObject().name("does").string(operator.does());
                json.name("reads").number(operator.reads()).endObject();
            }
            json.endArray().endObject();
        }
        json.endArray().name("leaves").string(stage.leaves());
        json.name("closure").string(part.closure()).name("inputs").binary(part.inputs());
        json.endObject();
    }

    private static void write(JsonWriter json, Input input) {
        switch (input) {
            case Ready ready ->
                json.name("calls").number(ready.calls()).name("bytes").number(ready.bytes());
            case Exchanged exchanged -> {
                json.name("exchanged").beginArray();
                exchanged.stages().forEach(json::number);
                json.endArray().name("why").string(exchanged.why());
            }
            case Kept kept -> json.name("kept").number(kept.stage());
        }
    }

    /**
     * Reads what {@link #toJson} wrote.
     *
     * @throws MalformedJsonException if the document is something else, or of another version
     */
    public static StoredGraph parse(byte[] document) {
        JsonReader json = new JsonReader(document);
        List<Stage> stages = new ArrayList<>();
        List<Part> parts = new ArrayList<>();
        List<Join> joins = new ArrayList<>();
        json.beginObject();
        for (String name = json.nextField(); name != null; name = json.nextField()) {
            switch (name) {
                case "version" -> checkVersion(json);
                case "stages" -> list(json, () -> stage(json, stages, parts));
                case "joins" -> joins.addAll(list(json, () -> join(json)));
                default -> json.skip();
            }
        }
        json.end();
        return new StoredGraph(new StageGraph(stages, joins), parts);
    }

    private static void checkVersion(JsonReader json) {
        if (json.integer() != VERSION) {
            throw json.malformed("a graph of version " + VERSION + ", that of this Kinglet");
        }
    }

    private static <T> List<T> list(JsonReader json, Supplier<T> element) {
        List<T> list = new ArrayList<>();
        json.beginArray();
        while (json.nextElement()) {
            list.add(element.get());
        }
        return list;
    }

    private static Stage stage(JsonReader json, List<Stage> stages, List<Part> parts) {
        int number = 0;
        List<Pipeline> pipelines = List.of();
        String leaves = "";
        String closure = "";
        byte[] inputs = {};
        json.beginObject();
        for (String name = json.nextField(); name != null; name = json.nextField()) {
            switch (name) {
                case "stage" -> number = json.integer();
                case "pipelines" -> pipelines = list(json, () -> pipeline(json));
                case "leaves" -> leaves = json.string();
                case "closure" -> closure = json.string();
                case "inputs" -> inputs = json.binary();
                default -> json.skip();
            }
        }
        Stage stage = new Stage(number, pipelines, leaves);
        stages.add(stage);
        parts.add(new Part(closure, inputs));
        return stage;
    }

    private static Pipeline pipeline(JsonReader json) {
        List<Condition> conditions = List.of();
        List<Operator> operators = List.of();
        String reads = "";
        String why = "";
        List<Integer> exchanged = List.of();
        int kept = 0;
        int calls = 0;
        long bytes = 0;
        json.beginObject();
        for (String name = json.nextField(); name != null; name = json.nextField()) {
            switch (name) {
                case "conditions" -> conditions = list(json, () -> condition(json));
                case "operators" -> operators = list(json, () -> operator(json));
                case "reads" -> reads = json.string();
                case "why" -> why = json.string();
                case "exchanged" -> exchanged = list(json, json::integer);
                case "kept" -> kept = json.integer();
                case "calls" -> calls = json.integer();
                case "bytes" -> bytes = json.number();
                default -> json.skip();
            }
        }
        Input rest = kept > 0 ? new Kept(reads, kept) : new Ready(reads, calls, bytes);
        return new Pipeline(conditions, exchanged.isEmpty() ? rest : new Exchanged(reads, exchanged, why), operators);
    }

    private static Condition condition(JsonReader json) {
        int join = 0;
        JoinPlan plan = JoinPlan.EXCHANGE;
        json.beginObject();
        for (String name = json.nextField(); name != null; name = json.nextField()) {
            switch (name) {
                case "join" -> join = json.integer();
                case "plan" -> plan = plan(json);
                default -> json.skip();
            }
        }
        return new Condition(join, plan);
    }

    private static Operator operator(JsonReader json) {
        String does = "";
        int reads = 0;
        json.beginObject();
        for (String name = json.nextField(); name != null; name = json.nextField()) {
            switch (name) {
                case "does" -> does = json.string();
                case "reads" -> reads = json.integer();
                default -> json.skip();
            }
        }
        return new Operator(does, reads);
    }

    private static Join join(JsonReader json) {
        int left = 0;
        int right = 0;
        List<JoinPlan> plans = List.of();
        json.beginObject();
        for (String name = json.nextField(); name != null; name = json.nextField()) {
            switch (name) {
                case "left" -> left = json.integer();
                case "right" -> right = json.integer();
                case "plans" -> plans = list(json, () -> plan(json));
                default -> json.skip();
            }
        }
        return new Join(left, right, plans);
    }

    private static JoinPlan plan(JsonReader json) {
        String name = json.string();
        for (JoinPlan plan : JoinPlan.values()) {
            if (plan.name().equals(name)) {
                return plan;
            }
        }
        throw json.malformed("a plan of a join, which " + name + " is not,");
    }
}
