package dev.kinglet.columns.parquet;

/** Definition or repetition levels of a page, in order. */
interface Levels {

    /** Reads the next ones. */
    void read(byte[] to, int from, int count);

    /** As many as anybody wants, all of them 0. */
    static Levels none() {
        return (to, from, count) -> java.util.Arrays.fill(to, from, from + count, (byte) 0);
    }

    /** How many bits a level has, up to the highest. */
    static int width(int highest) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(highest);
    }
}
