package dev.kinglet.reduce;

import dev.kinglet.Pair;
import dev.kinglet.equality.KeyHash;
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
    private long last;

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

    /**
     * The next pair.
     *
     * @throws IllegalStateException if it comes out of its order, so that its key had another hash where it was written
     */
    @Override
    @SuppressWarnings("unchecked") // what gatherers write
    public Pair<Object, Object> next() {
        long hash = merge.hasNext() ? merge.nextPrefix() : last;
        Pair<Object, Object> pair = (Pair<Object, Object>) merge.next();
        if (Long.compareUnsigned(hash, last) < 0) {
            throw new IllegalStateException(
                    "keys of class " + pair.key().getClass().getName()
                            + " have other hash codes here than where they were made, so that equal ones would not meet; make"
                            + " hashCode of what equals compares and the key carries along, or use a record");
        }
        last = hash;
        return pair;
    }
}
