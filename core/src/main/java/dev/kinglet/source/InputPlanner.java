package dev.kinglet.source;

import dev.kinglet.ObjectInput;
import java.util.ArrayList;
import java.util.List;

/** Packs many small objects into calls of about one size, keeping their order. A large object is a call of its own. Pure. */
public final class InputPlanner {

    /** Below this, the cost of a call and of its result outweighs the gain of spreading. */
    private static final long MIN_PACK_BYTES = 1 << 20;

    /** Above this, one attempt that is lost costs too much, and progress shows too seldom. */
    private static final long MAX_PACK_BYTES = 64 << 20;

    /** So that workers that are slower or start later do not leave the others waiting for long. */
    private static final int PACKS_PER_WORKER = 4;

    /** What it costs to open an object, as if it had this many bytes more. */
    private static final long OBJECT_BYTES = 4 << 10;

    private InputPlanner() {}

    /** Packs of about the size that suits this many workers. See {@link #targetBytes} and {@link #pack}. */
    public static List<List<ObjectInput>> packFor(List<ObjectInput> objects, int workers) {
        long total = objects.stream().mapToLong(InputPlanner::weight).sum();
        return pack(objects, targetBytes(total, workers));
    }

    /**
     * How large packs should be: several for each worker where there is enough to do, from 1 to 64 MB.
     *
     * @param totalBytes of all objects together
     */
    public static long targetBytes(long totalBytes, int workers) {
        long packs = (long) PACKS_PER_WORKER * workers;
        long even = (totalBytes + packs - 1) / packs;
        return Math.clamp(even, MIN_PACK_BYTES, MAX_PACK_BYTES);
    }

    /**
     * Packs neighbours together until the next would make a pack larger than {@code targetBytes}, so that only an object that is larger
     * alone makes a larger pack.
     */
    public static List<List<ObjectInput>> pack(List<ObjectInput> objects, long targetBytes) {
        if (targetBytes < 1) {
            throw new IllegalArgumentException("targetBytes must be at least 1, but is " + targetBytes);
        }
        List<List<ObjectInput>> packs = new ArrayList<>();
        List<ObjectInput> pack = new ArrayList<>();
        long bytes = 0;
        for (ObjectInput object : objects) {
            long weight = weight(object);
            if (!pack.isEmpty() && bytes + weight > targetBytes) {
                packs.add(pack);
                pack = new ArrayList<>();
                bytes = 0;
            }
            pack.add(object);
            bytes += weight;
        }
        if (!pack.isEmpty()) {
            packs.add(pack);
        }
        return packs;
    }

    private static long weight(ObjectInput object) {
        return object.size() + OBJECT_BYTES;
    }
}
