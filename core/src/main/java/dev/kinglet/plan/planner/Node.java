package dev.kinglet.plan.planner;

import dev.kinglet.Source;
import dev.kinglet.pipeline.Ending;
import dev.kinglet.pipeline.Intake;
import dev.kinglet.pipeline.Keying;
import dev.kinglet.pipeline.Operator;
import dev.kinglet.reduce.JoinKind;
import dev.kinglet.reduce.SortKey;

/** What a dataset is: a tree with sources as its leaves. Immutable. */
public sealed interface Node {

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
    record Read(Source<?> source) implements Node {}

    /** What an operator makes of the records of one partition. */
    record Each(Node input, Operator operator) implements Node {}

    /** One dataset, then another. */
    record Union(Node first, Node second) implements Node {}

    /**
     * Records brought together by key.
     *
     * @param scatter how they are left in the store
     * @param gather how they are taken up again
     */
    record ByKey(Node input, Ending scatter, Intake.FromExchange gather) implements Node {}

    /** Records in the order of a key. */
    record Sorted(Node input, SortKey key) implements Node {}

    /** Pairs of records of two datasets with equal keys. */
    record Join(Node left, Keying leftKeying, Node right, Keying rightKeying, JoinKind kind) implements Node {}

    /**
     * Records that are computed once.
     *
     * @param cache where they lie, once they are
     */
    record Cached(Node input, Cache cache) implements Node {}
}
