package dev.kinglet.format;

import dev.kinglet.ObjectInput;
import dev.kinglet.source.ObjectRanges;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

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

    /** What each share reads, in the order of the objects. See {@link SharePlanner#plan} and {@link ObjectFormat#cuttable}. */
    static List<List<ObjectRange>> plan(
            List<ObjectInput> objects, ObjectFormat<?> format, long targetBytes, int leastShares) {
        long total = 0;
        for (ObjectInput object : objects) {
            total += object.size();
        }
        long cutTarget = Math.clamp(Math.ceilDiv(total, leastShares), 1, targetBytes);
        long packed = total + OBJECT_BYTES * objects.size();
        long packTarget = Math.min(Math.ceilDiv(packed, leastShares), targetBytes);
        RangePlanner planner = new RangePlanner(format.cutBytes(), cutTarget, packTarget);
        List<ObjectInput> large = objects.stream().filter(planner::isLarge).toList();
        Iterator<Optional<ObjectRange>> cuttable = SideBySide.map(
                        large, object -> Optional.ofNullable(format.cuttable(object)))
                .iterator();
        for (ObjectInput object : objects) {
            planner.add(object, planner.isLarge(object) ? cuttable.next() : Optional.empty());
        }
        planner.endPack();
        return planner.packs;
    }

    /** Whether it would be cut, if it can be. */
    private boolean isLarge(ObjectInput object) {
        return object.size() > cutTarget && cutBytes != ObjectFormat.WHOLE && ObjectRanges.isSplittable(object);
    }

    private void add(ObjectInput object, Optional<ObjectRange> cuttable) {
        if (cuttable.isPresent()) {
            endPack();
            cut(cuttable.get());
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
    private void cut(ObjectRange whole) {
        long size = whole.object().size();
        long ranges = Math.ceilDiv(size, cutTarget);
        long length = Math.ceilDiv(Math.ceilDiv(size, ranges), cutBytes) * cutBytes;
        for (long from = 0; from < size; from += length) {
            boolean last = from + length >= size;
            packs.add(List.of(whole.part(from, last ? Long.MAX_VALUE : from + length)));
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
