package shop;

import dev.kinglet.Aggregation;
import dev.kinglet.Aggregations;
import dev.kinglet.CallOptions;
import dev.kinglet.Dataset;
import dev.kinglet.FunctionExecutor;
import dev.kinglet.Sinks;
import dev.kinglet.Source;
import dev.kinglet.Sources;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import stock.Item;

/** Every operation over records, keys and values of the program's own and of its library, with functions of its own and without. */
public final class Pipelines implements Function<FunctionExecutor, Map<String, String>> {

    enum Kind {
        SMALL,
        LARGE
    }

    record Sale(Kind kind, Item item, long many) {}

    record Line(String name, long n) {}

    interface Shape {
        double area();
    }

    record Square(double side) implements Shape {
        @Override
        public double area() {
            return side * side;
        }
    }

    static final List<Item> ITEMS = List.of(new Item("a", 1), new Item("b", 20), new Item("a", 1));

    private final Map<String, String> results = new LinkedHashMap<>();

    /** What each operation came to, by name; a failure as its message. */
    @Override
    public Map<String, String> apply(FunctionExecutor executor) {
        try {
            run(executor);
        } catch (Exception e) {
            note("all", () -> {
                throw e;
            });
        }
        return results;
    }

    private void note(String what, Callable<?> action) {
        String result;
        try {
            Object value = action.call();
            result = value instanceof Collection<?> many
                    ? many.stream().map(String::valueOf).sorted().collect(Collectors.joining(" "))
                    : String.valueOf(value);
        } catch (Throwable e) {
            result = "FAILED " + e;
        }
        results.put(what, result);
    }

    private void run(FunctionExecutor executor) throws Exception {
        Path folder = Files.createTempDirectory("pipelines");
        Path csv = Files.writeString(folder.resolve("lines.csv"), "name,n\na,1\nb,2\na,1\n");
        Dataset<Line> lines = executor.read(Sources.csv(Line.class, csv.toString()));
        Dataset<Item> items = executor.read(Sources.of(ITEMS));
        rows("lines", lines);
        rows("items", items);
        rows("cached", executor.read(Sources.of(ITEMS)).cache());
        note("lines keyed by own", () -> lines.keyBy(line -> new Item(line.name(), 0)).aggregate(Aggregations.counting()).collect());
        note("items by enum", () -> items.keyBy(item -> item.price() > 9 ? Kind.LARGE : Kind.SMALL).countByKey().collect());
        note("own values", () -> lines.keyBy(Line::name).mapValues(line -> new Sale(Kind.SMALL, new Item(line.name(), 5), line.n())).groupByKey().collect().size());
        note("greatest", () -> lines.keyBy(Line::name).aggregate(Aggregations.greatest(Line::n)).collect());
        note("reduce by a comparator", () -> items.reduce((one, other) -> one.price() < other.price() ? other : one));
        note("top", () -> items.top(1, Item::price));
        note("top by the record itself", () -> items.top(1, item -> item));
        note("sorted by the record itself", () -> items.sortBy(item -> item).collect());
        note("subtypes", () -> lines.map(line -> (Shape) new Square(line.n())).collect());
        note("values of subtypes", () -> executor.read(Sources.<Shape>of(List.of(new Square(2)))).collect());
        note("broadcast join", () -> items.keyBy(Item::name).join(lines.keyBy(Line::name)).collect());
        note("written and read", () -> {
            items.write(Sinks.parquet(folder.resolve("parquet").toString()));
            return executor.read(Sources.parquet(Item.class, folder + "/parquet/*.parquet")).collect();
        });
        note("written as json and read", () -> {
            items.write(Sinks.json(folder.resolve("json").toString()));
            return executor.read(Sources.json(Item.class, folder + "/json/*.jsonl")).take(1);
        });
        note("for each", () -> {
            items.forEach(item -> {
                if (item.price() < 0) {
                    throw new IllegalStateException();
                }
            });
            return "done";
        });
        note("map", () -> executor.map(n -> new Item("x", n), List.of(1L, 2L)).join());
        note("map of objects", () -> executor.map(Item::price, ITEMS).join());
        note("futures of another job", () -> executor.map(Item::name, executor.map(n -> new Item("x" + n, n), List.of(1L, 2L))).join());
        note("reduced", () -> executor.reduce(executor.map(n -> new Item("x", n), List.of(1L, 2L)), (a, b) -> new Item("y", a.price() + b.price())).join());
        note("identity over futures", () -> executor.map(item -> item, executor.map(n -> new Item("i", n), List.of(1L))).join());
        note("resource", () -> executor.call(name -> Pipelines.class.getResource(name) != null, "Pipelines.class").join());
    }

    private <T> void rows(String name, Dataset<T> rows) {
        note(name + " collect", rows::collect);
        note(name + " take", () -> rows.take(1));
        note(name + " count", rows::count);
        note(name + " distinct", () -> rows.distinct().collect());
        note(name + " countByKey", () -> rows.countByKey().collect());
        note(name + " union", () -> rows.union(rows).collect());
        note(name + " sample", () -> rows.sample(1, 7).collect());
        note(name + " filter", () -> rows.filter(row -> row != null).collect());
        note(name + " groupByKey", () -> rows.keyBy(row -> row).groupByKey().collect());
        note(name + " join", () -> rows.keyBy(row -> row).fullJoin(rows.keyBy(row -> row)).collect());
        note(name + " pairs", () -> rows.keyBy(row -> row).pairs().collect());
        note(name + " cache", () -> rows.cache().distinct().collect());
        note(name + " counted twice", () -> rows.distinct().countByKey().collect());
    }

    /** Prints the results as lines, by an executor with the settings of the process. */
    public static void main(String[] arguments) {
        try (FunctionExecutor executor = FunctionExecutor.create()) {
            new Pipelines().apply(executor).forEach((what, result) -> System.out.println(what + " = " + result));
        }
    }
}
