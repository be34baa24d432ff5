package dev.kinglet.operator;

import dev.kinglet.Joined;
import dev.kinglet.Pair;
import dev.kinglet.equality.EqualKey;
import dev.kinglet.reduce.BlockRange;
import dev.kinglet.reduce.JoinKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Joins records where they are with a side that is small: each worker reads all of it, and nothing of the large side moves.
 *
 * @param keys of the large side
 * @param side the number of the stage that leaves the small side's pairs
 * @param small the pairs of the small side, where they are known
 * @param smallIsRight whether the small side is the join's right one
 */
public record BroadcastJoin(KeyExtractor keys, int side, List<BlockRange> small, JoinKind kind, boolean smallIsRight)
        implements Operator {

    BroadcastJoin reading(List<BlockRange> pairs) {
        return new BroadcastJoin(keys, side, pairs, kind, smallIsRight);
    }

    @Override
    public Iterator<Object> apply(Iterator<Object> records, OperatorContext context) {
        Map<Object, List<Object>> partners = new HashMap<>();
        Iterator<Object> pairs = context.exchange().inTurn(small);
        while (pairs.hasNext()) {
            Pair<?, ?> pair = (Pair<?, ?>) pairs.next();
            partners.computeIfAbsent(EqualKey.of(pair.key()), k -> new ArrayList<>(1))
                    .add(pair.value());
        }
        return new Checked() {
            private Iterator<Object> joined = Collections.emptyIterator();

            @Override
            @Nullable
            Object find() throws Exception {
                while (!joined.hasNext()) {
                    if (!records.hasNext()) {
                        return null;
                    }
                    Object record = records.next();
                    Object recordKey = keys.keyOf(record);
                    joined = joined(
                            recordKey, keys.valueOf(record), partners.getOrDefault(EqualKey.of(recordKey), List.of()));
                }
                return joined.next();
            }
        };
    }

    private Iterator<Object> joined(Object recordKey, Object recordValue, List<Object> partners) {
        if (partners.isEmpty() && kind.keepsLeft() && smallIsRight) {
            return Collections.<Object>singleton(new Joined<>(recordKey, recordValue, null))
                    .iterator();
        }
        return partners.stream()
                .<Object>map(partner -> smallIsRight
                        ? new Joined<>(recordKey, recordValue, partner)
                        : new Joined<>(recordKey, partner, recordValue))
                .iterator();
    }

    @Override
    public boolean multiplies() {
        return true;
    }

    @Override
    public String name() {
        return "join with a broadcast side";
    }
}
