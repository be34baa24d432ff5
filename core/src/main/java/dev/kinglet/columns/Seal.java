package dev.kinglet.columns;

import java.security.MessageDigest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Tells values that a worker of the job wrote from bytes that somebody else put in their place. What Kryo encoded is sealed, since to decode
 * bytes of anybody's is to let them choose what runs; numbers and texts are not, since they can only be wrong.
 */
@FunctionalInterface
public interface Seal {

    /** How long a seal is. */
    int BYTES = 32;

    /**
     * The seal of a column's values, which only who shares a secret can make: {@link #BYTES} of them.
     *
     * @param ends where each value ends
     * @param endsSize how many bytes of that count
     */
    byte[] of(byte[] ends, int endsSize, byte[] values, int valuesSize);

    /**
     * Checks a column's values, behind which their seal stands.
     *
     * @param seal null where none is asked for
     * @param valuesSize of the values alone
     * @param size of the values and what stands behind them
     * @throws ColumnsException if the seal is missing or of other bytes
     */
    static void check(@Nullable Seal seal, byte[] ends, int endsSize, byte[] values, int valuesSize, int size) {
        if (seal == null) {
            return;
        }
        if (valuesSize < 0 || size - valuesSize != BYTES) {
            throw new ColumnsException("rows are not as a worker of this job wrote them: they have no seal;"
                    + " was an object in the store replaced?");
        }
        byte[] there = Arrays.copyOfRange(values, valuesSize, size);
        if (!MessageDigest.isEqual(there, seal.of(ends, endsSize, values, valuesSize))) {
            throw new ColumnsException("rows are not as a worker of this job wrote them: their seal is of others;"
                    + " was an object in the store replaced?");
        }
    }
}
