package dev.kinglet.reduce;

import dev.kinglet.equality.KeyHash;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds keys among those it has, by an open-addressing table over entries that are numbered in the order in which they came. What
 * belongs to an entry is its owner's affair. A slot holds the number of its entry and the hash beside it, so that a look into the key
 * itself is needed only for one that is probably the same. Confined to one thread.
 */
final class KeyTable {

    private static final int LEAST_SLOTS = 1 << 10;
    private static final int SPREAD = 0x9E3779B9;
    private static final long NUMBER_MASK = 0xffff_ffffL;

    /** In the upper half the hash, in the lower the number of the entry and one; 0 where there is none. */
    private long[] slots = new long[LEAST_SLOTS];

    private PackedTexts shortTexts = new PackedTexts(1);

    /** The key of each entry but for short texts, which are made again when they are asked for: the collector has fewer objects to keep. */
    private @Nullable Object[] keys = new Object[LEAST_SLOTS / 2];

    /** Each entry's packed text, or {@link PackedTexts#NONE}. */
    private long[] packedKeys = new long[LEAST_SLOTS / 2];

    private int size;

    /** How many of the slots are. */
    private int occupied;

    int size() {
        return size;
    }

    /** A key that is equal to the one that came first. */
    Object key(int entry) {
        Object key = keys[entry];
        return key == null ? PackedTexts.unpack(packedKeys[entry]) : key;
    }

    /** How many entries there may be before it grows: owners size their arrays by it. */
    int capacity() {
        return keys.length;
    }

    /** The entry of a key, which is a new one, numbered {@link #size()} before the call, if there was none. */
    int entry(Object key) {
        if (key instanceof String text) {
            long packed = PackedTexts.pack(text);
            if (packed != PackedTexts.NONE) {
                int entry = (int) shortTexts.putIfAbsent(packed, size + 1L) - 1;
                return entry == size ? append(null, packed) : entry;
            }
        }
        return entryOfObject(key);
    }

    /** The same for a key that is known to be no short text. */
    int entryOfObject(Object key) {
        int hash = hash(key);
        int mask = slots.length - 1;
        int slot = hash & mask;
        while (true) {
            long content = slots[slot];
            if (content == 0) {
                return add(key, hash, slot);
            }
            if ((int) (content >>> 32) == hash) {
                int entry = (int) (content & NUMBER_MASK) - 1;
                if (KeyHash.same(key(entry), key)) {
                    return entry;
                }
            }
            slot = (slot + 1) & mask;
        }
    }

    private static int hash(Object key) {
        int hash = KeyHash.local(key) * SPREAD;
        return hash ^ (hash >>> 15);
    }

    private int add(Object key, int hash, int slot) {
        slots[slot] = (long) hash << 32 | (size + 1);
        if (++occupied * 2 > slots.length) {
            grow();
        }
        return append(key, PackedTexts.NONE);
    }

    private int append(@Nullable Object key, long packed) {
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, keys.length * 2);
            packedKeys = Arrays.copyOf(packedKeys, keys.length);
        }
        keys[size] = key;
        packedKeys[size] = packed;
        return size++;
    }

    private void grow() {
        long[] old = slots;
        slots = new long[old.length * 2];
        int mask = slots.length - 1;
        for (long content : old) {
            if (content != 0) {
                int slot = (int) (content >>> 32) & mask;
                while (slots[slot] != 0) {
                    slot = (slot + 1) & mask;
                }
                slots[slot] = content;
            }
        }
    }

    void clear() {
        size = 0;
        occupied = 0;
        slots = new long[LEAST_SLOTS];
        shortTexts = new PackedTexts(1);
        keys = new Object[LEAST_SLOTS / 2];
        packedKeys = new long[LEAST_SLOTS / 2];
    }
}
