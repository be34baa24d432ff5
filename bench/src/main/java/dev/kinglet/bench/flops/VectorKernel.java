package dev.kinglet.bench.flops;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** The Vector API: four rows of two vectors each. It links only where the JVM was started with {@code jdk.incubator.vector}. */
final class VectorKernel implements Kernel {

    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int ROWS = 4;
    private static final int COLUMNS = 2 * LANES;

    @Override
    public String name() {
        return "Vector API of " + LANES + " lanes";
    }

    @Override
    public int rows() {
        return ROWS;
    }

    @Override
    public int columns() {
        return COLUMNS;
    }

    @Override
    public void multiply(int depth, double[] left, int leftFrom, double[] right, int rightFrom, double[] block) {
        DoubleVector c00 = DoubleVector.zero(SPECIES);
        DoubleVector c01 = c00;
        DoubleVector c10 = c00;
        DoubleVector c11 = c00;
        DoubleVector c20 = c00;
        DoubleVector c21 = c00;
        DoubleVector c30 = c00;
        DoubleVector c31 = c00;
        int l = leftFrom;
        int r = rightFrom;
        for (int k = 0; k < depth; k++) {
            DoubleVector b0 = DoubleVector.fromArray(SPECIES, right, r);
            DoubleVector b1 = DoubleVector.fromArray(SPECIES, right, r + LANES);
            DoubleVector a = DoubleVector.broadcast(SPECIES, left[l]);
            c00 = a.fma(b0, c00);
            c01 = a.fma(b1, c01);
            a = DoubleVector.broadcast(SPECIES, left[l + 1]);
            c10 = a.fma(b0, c10);
            c11 = a.fma(b1, c11);
            a = DoubleVector.broadcast(SPECIES, left[l + 2]);
            c20 = a.fma(b0, c20);
            c21 = a.fma(b1, c21);
            a = DoubleVector.broadcast(SPECIES, left[l + 3]);
            c30 = a.fma(b0, c30);
            c31 = a.fma(b1, c31);
            l += ROWS;
            r += COLUMNS;
        }
        c00.intoArray(block, 0);
        c01.intoArray(block, LANES);
        c10.intoArray(block, COLUMNS);
        c11.intoArray(block, COLUMNS + LANES);
        c20.intoArray(block, 2 * COLUMNS);
        c21.intoArray(block, 2 * COLUMNS + LANES);
        c30.intoArray(block, 3 * COLUMNS);
        c31.intoArray(block, 3 * COLUMNS + LANES);
    }
}
