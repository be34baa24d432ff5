package dev.kinglet.columns.parquet;

import dev.kinglet.columns.ColumnsException;

/** How values are stored. In the order of the format's numbers. */
enum Physical {
    BOOLEAN(0),
    INT32(Integer.BYTES),
    INT64(Long.BYTES),
    INT96(12),
    FLOAT(Float.BYTES),
    DOUBLE(Double.BYTES),
    BYTE_ARRAY(0),
    FIXED_LEN_BYTE_ARRAY(0);

    private static final Physical[] ALL = values();

    private final int bytes;

    Physical(int bytes) {
        this.bytes = bytes;
    }

    static Physical of(int number) {
        if (number < 0 || number >= ALL.length) {
            throw new ColumnsException("there is no physical type " + number);
        }
        return ALL[number];
    }

    /** How many bytes a value has where the type says it, else 0. */
    int bytes() {
        return bytes;
    }
}
