package dev.kinglet.plan.interpreter;

import dev.kinglet.Count;
import dev.kinglet.Joined;
import dev.kinglet.SortOrder;
import dev.kinglet.Sources;
import dev.kinglet.operator.KeyExtractor;
import dev.kinglet.operator.Operators;
import dev.kinglet.operator.SinkOperators;
import dev.kinglet.operator.SourceOperator;
import dev.kinglet.plan.planner.Cache;
import dev.kinglet.plan.planner.DatasetNode;
import dev.kinglet.reduce.JoinKind;
import dev.kinglet.reduce.SortKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Datasets of numbers by chance, each with what plain collections make of the same. */
final class Trees {

    private static final int KEYS = 7;
    private static final List<JoinKind> KINDS = List.of(JoinKind.values());

    /** A dataset, and its records in some order. */
    record Tree(DatasetNode node, List<Long> records) {}

    private final SplittableRandom random;
    private final List<Tree> cached = new ArrayList<>();

    Trees(long seed) {
        this.random = new SplittableRandom(seed);
    }

    static final KeyExtractor BY_REST = new KeyExtractor(record -> (Long) record % KEYS, null);

    Tree tree(int depth) {
        if (depth == 0) {
            return leaf();
        }
        return switch (random.nextInt(9)) {
            case 0 -> increased(tree(depth - 1), random.nextInt(10));
            case 1 -> filtered(tree(depth - 1), 2 + random.nextInt(3));
            case 2 -> doubled(tree(depth - 1));
            case 3 -> union(tree(depth - 1), tree(depth - 1));
            case 4 -> counted(tree(depth - 1));
            case 5 -> sorted(tree(depth - 1));
            case 6 -> cached(tree(depth - 1));
            default -> joined(tree(depth - 1), tree(random.nextInt(depth)), KINDS.get(random.nextInt(KINDS.size())));
        };
    }

    private Tree leaf() {
        if (!cached.isEmpty() && random.nextInt(3) == 0) {
            return cached.get(random.nextInt(cached.size()));
        }
        List<Long> numbers = LongStream.range(0, random.nextInt(25)).boxed().toList();
        return numbers.isEmpty()
                ? new Tree(new DatasetNode.Read(Sources.range(0, 0)), numbers)
                : new Tree(new DatasetNode.Read(Sources.of(numbers)), numbers);
    }

    private static Tree increased(Tree tree, int by) {
        return new Tree(
                new DatasetNode.Each(tree.node(), new Operators.MapEach(record -> (Long) record + by)),
                tree.records().stream().map(record -> record + by).toList());
    }

    private static Tree filtered(Tree tree, int divisor) {
        return new Tree(
                new DatasetNode.Each(tree.node(), new Operators.Filter(record -> (Long) record % divisor != 0)),
                tree.records().stream().filter(record -> record % divisor != 0).toList());
    }

    private static Tree doubled(Tree tree) {
        return new Tree(
                new DatasetNode.Each(
                        tree.node(), new Operators.FlatMap(record -> List.of((Long) record, (Long) record + 1))),
                tree.records().stream()
                        .flatMap(record -> List.of(record, record + 1).stream())
                        .toList());
    }

    private static Tree union(Tree first, Tree second) {
        List<Long> both = new ArrayList<>(first.records());
        both.addAll(second.records());
        return new Tree(new DatasetNode.Union(first.node(), second.node()), both);
    }

    private static Tree counted(Tree tree) {
        DatasetNode counts =
                new DatasetNode.ByKey(tree.node(), new SinkOperators.Counts(BY_REST), new SourceOperator.Counting());
        Map<Long, Long> plain =
                tree.records().stream().collect(Collectors.groupingBy(record -> record % KEYS, Collectors.counting()));
        return new Tree(
                new DatasetNode.Each(
                        counts,
                        new Operators.MapEach(
                                record -> (Long) ((Count<?>) record).key() * 1_000 + ((Count<?>) record).count())),
                plain.entrySet().stream()
                        .map(entry -> entry.getKey() * 1_000 + entry.getValue())
                        .toList());
    }

    private static Tree sorted(Tree tree) {
        return new Tree(
                new DatasetNode.Sorted(tree.node(), new SortKey(record -> record, SortOrder.DESCENDING)),
                tree.records());
    }

    private Tree cached(Tree tree) {
        Tree once = new Tree(new DatasetNode.Cached(tree.node(), new Cache()), tree.records());
        cached.add(once);
        return once;
    }

    /** Keeps as many partners of a record as leave the trees small. */
    private static Tree joined(Tree left, Tree right, JoinKind kind) {
        Tree few = counted(right);
        DatasetNode join = new DatasetNode.Join(left.node(), BY_REST, few.node(), BY_REST, kind);
        Map<Long, List<Long>> partners = few.records().stream()
                .collect(Collectors.groupingBy(record -> record % KEYS, TreeMap::new, Collectors.toList()));
        Map<Long, List<Long>> own = left.records().stream().collect(Collectors.groupingBy(record -> record % KEYS));
        List<Long> joined = new ArrayList<>();
        left.records().forEach(record -> {
            List<Long> others = partners.getOrDefault(record % KEYS, List.of());
            others.forEach(other -> joined.add(of(record, other)));
            if (others.isEmpty() && kind.keepsLeft()) {
                joined.add(of(record, null));
            }
        });
        if (kind.keepsRight()) {
            few.records().stream()
                    .filter(record -> !own.containsKey(record % KEYS))
                    .forEach(record -> joined.add(of(null, record)));
        }
        return new Tree(
                new DatasetNode.Each(join, new Operators.MapEach(record -> {
                    Joined<?, ?, ?> pair = (Joined<?, ?, ?>) record;
                    return of(pair.left(), pair.right());
                })),
                joined);
    }

    private static Long of(@Nullable Object left, @Nullable Object right) {
        return Math.floorMod(Objects.hash(left, right), 10_000L);
    }
}
