package dev.kinglet.reduce;

import dev.kinglet.equality.KeyHash;

/** What gatherers with a table have in common. */
final class Tables {

    /** What an entry takes beside its key and value: three slots of twelve bytes, the key's reference or text, and what belongs to it. */
    static final int ENTRY_BYTES = 48;

    private Tables() {}

    /** The hash of each entry's key. */
    static long[] hashes(KeyTable table) {
        long[] hashes = new long[table.size()];
        for (int entry = 0; entry < hashes.length; entry++) {
            hashes[entry] = KeyHash.of(table.key(entry));
        }
        return hashes;
    }
}
