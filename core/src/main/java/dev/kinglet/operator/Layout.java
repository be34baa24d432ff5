package dev.kinglet.operator;

import dev.kinglet.reduce.HashBuckets;
import java.io.Serializable;

/**
 * How the calls of a stage lay out what they leave. It depends on how much the stage reads, so that it is not known before stages that it
 * reads from have run.
 *
 * @param sliceBits what is left by hash is cut into two to the power of this many slices; less than nothing where it is left as it comes
 * @param rows about how many a call leaves, where that is known and matters; else 0
 */
public record Layout(int sliceBits, long rows) implements Serializable {

    /** As it comes. */
    public static final Layout PLAIN = new Layout(-1, 0);

    /** By hash, in these slices. */
    public static Layout of(HashBuckets slices) {
        return new Layout(slices.bits(), 0);
    }

    /** Whether rows are to be left in the order of their keys' hashes. */
    boolean isByHash() {
        return sliceBits >= 0;
    }

    public HashBuckets slices() {
        return new HashBuckets(sliceBits);
    }
}
