package dev.kinglet.reduce;

import dev.kinglet.Aggregation;
import dev.kinglet.Pair;
import dev.kinglet.equality.EqualKey;
import dev.kinglet.equality.KeyHash;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/**
 * Joins the accumulators of each key and finishes them. Needs no more memory than a row of each run, for pairs come in the order of
 * their keys' hashes. Confined to one thread.
 */
final class Aggregated implements Iterator<Object> {

    private static final int FEW = 8;

    private final HashMerge pairs;
    private final Aggregation<Object, Object, ?> aggregation;

    /** Keys of one hash: nearly always one. */
    private final List<Object> keys = new ArrayList<>(1);

    /** Their places, where they are many: those of classes whose hash codes cannot be relied on share one. */
    private final Map<Object, Integer> numbers = new HashMap<>();

    private final List<Object> accumulated = new ArrayList<>(1);
    private int given;

    Aggregated(HashMerge pairs, Aggregation<Object, Object, ?> aggregation) {
        this.pairs = pairs;
        this.aggregation = aggregation;
    }

    @Override
    public boolean hasNext() {
        return given < keys.size() || pairs.hasNext();
    }

    @Override
    public Object next() {
        try {
            if (given == keys.size()) {
                if (!pairs.hasNext()) {
                    throw new NoSuchElementException("there is no more key");
                }
                joinNextHash();
            }
            Object finished = Results.present(aggregation.finish(accumulated.get(given)), "aggregate (finish)");
            return new Pair<>(keys.get(given++), finished);
        } catch (Exception e) {
            throw Sneaky.rethrow(e);
        }
    }

    private void joinNextHash() throws Exception {
        keys.clear();
        numbers.clear();
        accumulated.clear();
        given = 0;
        long hash = pairs.nextHash();
        while (pairs.hasNext(hash)) {
            Pair<Object, Object> pair = pairs.next();
            int known = indexOf(pair.key());
            if (known < 0) {
                keys.add(pair.key());
                accumulated.add(pair.value());
            } else {
                accumulated.set(
                        known,
                        Results.present(aggregation.merge(accumulated.get(known), pair.value()), "aggregate (merge)"));
            }
        }
    }

    private int indexOf(Object key) {
        if (keys.size() > FEW) {
            while (numbers.size() < keys.size()) {
                numbers.put(EqualKey.of(keys.get(numbers.size())), numbers.size());
            }
            return numbers.getOrDefault(EqualKey.of(key), -1);
        }
        for (int i = 0; i < keys.size(); i++) {
            if (KeyHash.same(keys.get(i), key)) {
                return i;
            }
        }
        return -1;
    }
}
