package dev.kinglet.reduce;

import dev.kinglet.Joined;
import dev.kinglet.Pair;
import dev.kinglet.equality.EqualKey;
import dev.kinglet.equality.KeyHash;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Brings the pairs of two sides together, hash by hash. The right side's values of a hash are held, on disk where they are many; the left
 * side's stream past them, so that a key that is frequent on both sides needs no more memory than any. Confined to one thread.
 */
public final class JoinedRows implements Iterator<Object>, AutoCloseable {

    private static final int FEW = 8;

    private final HashMerge left;
    private final HashMerge right;
    private final JoinKind kind;
    private final long budgetBytes;
    private final ClassLoader loader;
    private final List<RightKey> held = new ArrayList<>(1);

    /** The same by key, where they are many: those of classes whose hash codes cannot be relied on share one. */
    private final Map<Object, RightKey> found = new HashMap<>();

    private long hash;
    private boolean begun;
    private Iterator<Object> ready = Collections.emptyIterator();

    /** The right side's values of one key. */
    private static final class RightKey {
        private final Object key;
        private final SpillableList values;
        private boolean matched;

        RightKey(Object key, SpillableList values) {
            this.key = key;
            this.values = values;
        }
    }

    JoinedRows(HashMerge left, HashMerge right, JoinKind kind, long budgetBytes, ClassLoader loader) {
        this.left = left;
        this.right = right;
        this.kind = kind;
        this.budgetBytes = budgetBytes;
        this.loader = loader;
    }

    @Override
    public boolean hasNext() {
        while (!ready.hasNext()) {
            if (begun && left.hasNext(hash) && (!held.isEmpty() || kind.keepsLeft())) {
                ready = joined(left.next());
            } else if (!held.isEmpty()) {
                ready = unmatched();
            } else if (!nextHash()) {
                return false;
            }
        }
        return true;
    }

    @Override
    public Object next() {
        if (!hasNext()) {
            throw new NoSuchElementException("there is no more pair");
        }
        return ready.next();
    }

    /** Goes on to the least hash that either side has, and takes the right side's values of it. */
    private boolean nextHash() {
        while (begun && left.hasNext(hash)) {
            left.next(); // without a partner, in a join that keeps only those with one
        }
        begun = true;
        if (!left.hasNext() && (!right.hasNext() || !kind.keepsRight())) {
            return false;
        }
        if (!left.hasNext()) {
            hash = right.nextHash();
        } else if (!right.hasNext()) {
            hash = left.nextHash();
        } else {
            hash = Long.compareUnsigned(left.nextHash(), right.nextHash()) <= 0 ? left.nextHash() : right.nextHash();
        }
        found.clear();
        while (right.hasNext(hash)) {
            Pair<Object, Object> pair = right.next();
            hold(pair.key()).values.add(pair.value());
        }
        return true;
    }

    private RightKey hold(Object key) {
        RightKey known = find(key);
        if (known == null) {
            known = new RightKey(key, new SpillableList(budgetBytes, loader));
            held.add(known);
            if (held.size() > FEW) {
                held.stream().skip(found.size()).forEach(each -> found.put(EqualKey.of(each.key), each));
            }
        }
        return known;
    }

    private @Nullable RightKey find(Object key) {
        if (!found.isEmpty()) {
            return found.get(EqualKey.of(key));
        }
        for (RightKey candidate : held) {
            if (KeyHash.same(candidate.key, key)) {
                return candidate;
            }
        }
        return null;
    }

    private Iterator<Object> joined(Pair<Object, Object> pair) {
        RightKey partners = find(pair.key());
        if (partners != null) {
            partners.matched = true;
            return pairs(partners, pair.value());
        }
        return kind.keepsLeft()
                ? Collections.<Object>singleton(new Joined<>(pair.key(), pair.value(), null))
                        .iterator()
                : Collections.emptyIterator();
    }

    private static Iterator<Object> pairs(RightKey partners, @Nullable Object leftValue) {
        Iterator<Object> values = partners.values.iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return values.hasNext();
            }

            @Override
            public Object next() {
                return new Joined<>(partners.key, leftValue, values.next());
            }
        };
    }

    /** What the right side has alone of the first key held, which is then let go. */
    private Iterator<Object> unmatched() {
        RightKey done = held.getFirst();
        if (!done.matched && kind.keepsRight()) {
            done.matched = true;
            return pairs(done, null);
        }
        done.values.close();
        held.removeFirst();
        return Collections.emptyIterator();
    }

    @Override
    public void close() {
        held.forEach(key -> key.values.close());
    }
}
