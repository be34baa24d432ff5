package dev.kinglet.reduce;

import dev.kinglet.Pair;
import java.util.Iterator;
import java.util.List;

/** Pairs of several runs in the order of their keys' hashes. Confined to one thread. */
final class HashMerge implements Iterator<Pair<Object, Object>> {

    private static final Merge.Order BY_HASH = new Merge.Order() {
        @Override
        public long prefix(Object row) {
            return KeyHash.of(((Pair<?, ?>) row).key());
        }

        @Override
        public int compareTied(Object left, Object right) {
            return 0; // keys of equal hashes are in no order, and told apart one by one
        }
    };

    private final Merge merge;

    HashMerge(List<? extends Iterator<Object>> runs) {
        merge = new Merge(runs, BY_HASH);
    }

    @Override
    public boolean hasNext() {
        return merge.hasNext();
    }

    /** Whether there is another pair whose key has this hash. */
    boolean hasNext(long hash) {
        return merge.hasNext() && merge.nextPrefix() == hash;
    }

    /** The hash of the next pair's key. */
    long nextHash() {
        return merge.nextPrefix();
    }

    @Override
    @SuppressWarnings("unchecked") // what gatherers write
    public Pair<Object, Object> next() {
        return (Pair<Object, Object>) merge.next();
    }
}
