package dev.kinglet.bench.flops;

/** Scalars in registers, for a JVM without the Vector API. */
final class PlainKernel implements Kernel {

    private static final int SIDE = 4;

    @Override
    public String name() {
        return "plain Java loop";
    }

    @Override
    public int rows() {
        return SIDE;
    }

    @Override
    public int columns() {
        return SIDE;
    }

    @Override
    public void multiply(int depth, double[] left, int leftFrom, double[] right, int rightFrom, double[] block) {
        // Two rows at a time: eight sums and what they are made of fit sixteen registers.
        for (int row = 0; row < SIDE; row += 2) {
            double a = 0;
            double b = 0;
            double c = 0;
            double d = 0;
            double e = 0;
            double f = 0;
            double g = 0;
            double h = 0;
            int l = leftFrom + row;
            int r = rightFrom;
            for (int k = 0; k < depth; k++) {
                double upper = left[l];
                double lower = left[l + 1];
                a += upper * right[r];
                b += upper * right[r + 1];
                c += upper * right[r + 2];
                d += upper * right[r + 3];
                e += lower * right[r];
                f += lower * right[r + 1];
                g += lower * right[r + 2];
                h += lower * right[r + 3];
                l += SIDE;
                r += SIDE;
            }
            int at = row * SIDE;
            block[at] = a;
            block[at + 1] = b;
            block[at + 2] = c;
            block[at + 3] = d;
            block[at + 4] = e;
            block[at + 5] = f;
            block[at + 6] = g;
            block[at + 7] = h;
        }
    }
}
