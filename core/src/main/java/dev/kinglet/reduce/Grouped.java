package dev.kinglet.reduce;

import dev.kinglet.Group;
import dev.kinglet.Pair;
import dev.kinglet.equality.EqualKey;
import dev.kinglet.equality.KeyHash;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * The values of each key, as a stream of its own. What a function leaves of one group is passed over when the next is asked for. Keys that
 * share a hash come mixed: those after the first are put aside, which is next to never. Confined to one thread.
 */
final class Grouped implements Iterator<Object> {

    private final HashMerge pairs;
    private final Deque<Group<Object, Object>> aside = new ArrayDeque<>();
    private @Nullable Streamed current;

    Grouped(HashMerge pairs) {
        this.pairs = pairs;
    }

    @Override
    public boolean hasNext() {
        if (current != null) {
            current.drain();
            current = null;
        }
        return !aside.isEmpty() || pairs.hasNext();
    }

    @Override
    public Object next() {
        if (!hasNext()) {
            throw new NoSuchElementException("there is no more group");
        }
        if (!aside.isEmpty()) {
            return aside.removeFirst();
        }
        long hash = pairs.nextHash();
        current = new Streamed(hash, pairs.next());
        return current;
    }

    /** The group at which the merge stands. */
    private final class Streamed implements Group<Object, Object> {

        private final long hash;
        private final Object key;
        private @Nullable Object next;
        private boolean iterated;
        private final Map<Object, Pair<Object, List<Object>>> others = new LinkedHashMap<>();

        Streamed(long hash, Pair<Object, Object> first) {
            this.hash = hash;
            this.key = first.key();
            this.next = first.value();
        }

        @Override
        public Object key() {
            return key;
        }

        @Override
        public Iterator<Object> iterator() {
            if (iterated) {
                throw new IllegalStateException("the values of group " + key
                        + " were iterated already; they can be once, so keep what is needed twice: group.toList()");
            }
            iterated = true;
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return more();
                }

                @Override
                public Object next() {
                    return take();
                }
            };
        }

        /** Where memory does not hold them the failure says so, and what would do. */
        @Override
        public List<Object> toList() {
            List<Object> values = new ArrayList<>();
            Iterator<Object> left = iterator();
            try {
                left.forEachRemaining(values::add);
                return values;
            } catch (OutOfMemoryError e) {
                int many = values.size();
                values.clear(); // so that there is memory to tell of it
                throw (OutOfMemoryError) new OutOfMemoryError(
                                "memory does not hold group " + key
                                        + ": it has more values than the " + many
                                        + " that were read. Iterate its values in the function that is given the group, which reads"
                                        + " them one by one, or aggregate by key in place of grouping, or give functions more memory")
                        .initCause(e);
            }
        }

        private boolean more() {
            while (next == null && pairs.hasNext(hash)) {
                Pair<Object, Object> pair = pairs.next();
                if (KeyHash.same(pair.key(), key)) {
                    next = pair.value();
                } else {
                    others.computeIfAbsent(EqualKey.of(pair.key()), other -> new Pair<>(pair.key(), new ArrayList<>()))
                            .value()
                            .add(pair.value());
                }
            }
            return next != null;
        }

        private Object take() {
            if (!more() || next == null) {
                throw new NoSuchElementException("group " + key + " has no more values, or another was asked for");
            }
            Object value = next;
            next = null;
            return value;
        }

        private void drain() {
            while (more()) {
                next = null;
            }
            others.values().forEach(other -> aside.add(new Group.Listed<>(other.key(), other.value())));
            others.clear();
        }
    }
}
