package dev.kinglet.bench.flops;

/** The innermost loop: a small block of the product, from packed strips of both factors. */
interface Kernel {

    /** Which loop it is, for people. */
    String name();

    /** Rows of the block. */
    int rows();

    /** Columns of the block. */
    int columns();

    /**
     * {@code block = left·right}.
     *
     * @param depth how many columns the left strip has, and the right strip rows
     * @param left {@code depth} times {@link #rows} values, from {@code leftFrom}
     * @param right {@code depth} times {@link #columns} values, from {@code rightFrom}
     * @param block {@link #rows} times {@link #columns} values, overwritten
     */
    void multiply(int depth, double[] left, int leftFrom, double[] right, int rightFrom, double[] block);
}
