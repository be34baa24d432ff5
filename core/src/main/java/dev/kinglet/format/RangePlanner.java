package dev.kinglet.format;

import dev.kinglet.ObjectInput;
import dev.kinglet.source.ObjectRanges;
import java.util.ArrayList;
import java.util.List;

/** Cuts large objects into ranges, and packs small ones together. Pure. */
final class RangePlanner {

    /** What it costs to open an object, as if it had this many bytes more. */
    private static final long OBJECT_BYTES = 4 << 10;

    private final int cutBytes;
    private final long cutTarget;
    private final long packTarget;
    private final List<List<ObjectRange>> packs = new ArrayList<>();
    private List<ObjectRange> pack = new ArrayList<>();
    private long packBytes;

    private RangePlanner(int cutBytes, long cutTarget, long packTarget) {
        this.cutBytes = cutBytes;
        this.cutTarget = cutTarget;
        this.packTarget = packTarget;
    }

    /** What each share reads, in the order of the objects. See {@link SharePlanner#plan} and {@link ObjectFormat#cutBytes}. */
    static List<List<ObjectRange>> plan(List<ObjectInput> objects, int cutBytes, long targetBytes, int leastShares) {
        long total = 0;
        for (ObjectInput object : objects) {
            total += object.size();
        }
        long cutTarget = Math.clamp(Math.ceilDiv(total, leastShares), 1, targetBytes);
        long packed = total + OBJECT_BYTES * objects.size();
        long packTarget = Math.min(Math.ceilDiv(packed, leastShares), targetBytes);
        RangePlanner planner = new RangePlanner(cutBytes, cutTarget, packTarget);
        for (ObjectInput object : objects) {
            planner.add(object);
        }
        planner.endPack();
        return planner.packs;
    }

    private void add(ObjectInput object) {
        if (object.size() > cutTarget && cutBytes != ObjectFormat.WHOLE && ObjectRanges.isSplittable(object)) {
            endPack();
            cut(object);
            return;
        }
        long weight = object.size() + OBJECT_BYTES;
        if (packBytes + weight > packTarget) {
            endPack();
        }
        pack.add(ObjectRange.whole(object));
        packBytes += weight;
    }

    /** Into even ranges, each a share of its own: a short one at the end would be a call for little. */
    private void cut(ObjectInput object) {
        long size = object.size();
        long ranges = Math.ceilDiv(size, cutTarget);
        long length = Math.ceilDiv(Math.ceilDiv(size, ranges), cutBytes) * cutBytes;
        for (long from = 0; from < size; from += length) {
            boolean last = from + length >= size;
            packs.add(List.of(new ObjectRange(object, from, last ? Long.MAX_VALUE : from + length)));
        }
    }

    private void endPack() {
        if (!pack.isEmpty()) {
            packs.add(pack);
            pack = new ArrayList<>();
            packBytes = 0;
        }
    }
}
