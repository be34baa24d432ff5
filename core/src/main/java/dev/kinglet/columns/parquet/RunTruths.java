package dev.kinglet.columns.parquet;

/** Truths in runs. */
final class RunTruths extends Values {

    private static final int AT_ONCE = 512;

    private final RunReader runs;
    private final byte[] some = new byte[AT_ONCE];

    RunTruths(byte[] bytes, int start, int end) {
        if (end - start < Integer.BYTES) {
            this.runs = new RunReader(bytes, start, start, 1);
            return;
        }
        int length = Bits.int32(bytes, start);
        int from = start + Integer.BYTES;
        if (length < 0 || length > end - from) {
            throw ended();
        }
        this.runs = new RunReader(bytes, from, from + length, 1);
    }

    @Override
    void longs(long[] to, int from, int count) {
        int last = from + count;
        for (int next = from; next < last; ) {
            int now = Math.min(last - next, AT_ONCE);
            runs.read(some, 0, now);
            for (int i = 0; i < now; i++) {
                to[next + i] = some[i];
            }
            next += now;
        }
    }
}
