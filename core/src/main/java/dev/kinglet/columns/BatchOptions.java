package dev.kinglet.columns;

/**
 * How large batches become, which is also what a writer or reader of one stream keeps in memory.
 *
 * @param compression of each buffer
 * @param rows at most in a batch
 * @param bytes about as many in a batch, before compression: a batch ends with the row that reaches it
 */
public record BatchOptions(BatchCompression compression, int rows, int bytes) {

    /** Uncompressed batches of 256 KB and at most 32,768 rows. */
    public static final BatchOptions DEFAULT = new BatchOptions(BatchCompression.NONE, 32_768, 256 << 10);

    /** More in one batch could overflow a buffer, which an array of Java holds. */
    private static final int MAX_BYTES = 1 << 30;

    public BatchOptions {
        if (rows < 1 || bytes < 1 || bytes > MAX_BYTES) {
            throw new IllegalArgumentException("a batch has 1 or more rows and 1 to " + MAX_BYTES + " bytes, not "
                    + rows + " rows and " + bytes + " bytes");
        }
    }

    public BatchOptions with(BatchCompression other) {
        return new BatchOptions(other, rows, bytes);
    }
}
