package dev.kinglet.plan.planner;

import dev.kinglet.Source;
import dev.kinglet.operator.KeyExtractor;
import dev.kinglet.operator.Operator;
import dev.kinglet.operator.SinkOperator;
import dev.kinglet.operator.SourceOperator;
import dev.kinglet.reduce.JoinKind;
import dev.kinglet.reduce.SortKey;

/** What a dataset is: a tree with sources as its leaves. Immutable. */
public sealed interface DatasetNode {

    /** Whether its size is at most that of what its last stage reads: no operator in it makes many records of one. */
    default boolean isExact() {
        return switch (this) {
            case Each each -> !each.operator().multiplies() && each.input().isExact();
            case Union union -> union.first().isExact() && union.second().isExact();
            case Join ignored -> false;
            case Read ignored -> true;
            case ByKey ignored -> true;
            case Sorted ignored -> true;
            case Cached ignored -> true;
        };
    }

    /** What a source gives. */
    record Read(Source<?> source) implements DatasetNode {}

    /** What an operator makes of the records of one partition. */
    record Each(DatasetNode input, Operator operator) implements DatasetNode {}

    /** One dataset, then another. */
    record Union(DatasetNode first, DatasetNode second) implements DatasetNode {}

    /**
     * Records input together by key.
     *
     * @param scatter how they are left in the store
     * @param gather how they are taken up again
     */
    record ByKey(DatasetNode input, SinkOperator scatter, SourceOperator.FromExchange gather) implements DatasetNode {}

    /** Records in the order of a key. */
    record Sorted(DatasetNode input, SortKey key) implements DatasetNode {}

    /** Pairs of records of two datasets with equal keys. */
    record Join(DatasetNode left, KeyExtractor leftKeys, DatasetNode right, KeyExtractor rightKeys, JoinKind kind)
            implements DatasetNode {}

    /**
     * Records that are computed once.
     *
     * @param cache where they lie, once they are
     */
    record Cached(DatasetNode input, Cache cache) implements DatasetNode {}
}
