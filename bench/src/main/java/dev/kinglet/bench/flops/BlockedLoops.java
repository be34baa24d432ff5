package dev.kinglet.bench.flops;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/**
 * Multiplication in Java: both factors are copied in blocks that caches hold, in the order in which a {@link Kernel} reads them. Threads
 * share the rows. A strip that the matrix does not fill is filled up with zeros.
 */
final class BlockedLoops implements Multiplier {

    /** A strip of the right factor of this depth stays in the first-level cache. */
    private static final int DEPTH = 256;

    /** A block of the left factor of this height and depth stays in the second-level cache. */
    private static final int HEIGHT = 96;

    /** A block of the right factor of this width and depth stays in the third-level cache. */
    private static final int WIDTH = 2_048;

    private final Kernel kernel;
    private final int threads;

    BlockedLoops(Kernel kernel, int threads) {
        this.kernel = kernel;
        this.threads = threads;
    }

    @Override
    public String name() {
        return kernel.name();
    }

    @Override
    public void multiplyAdd(int size, MemorySegment a, MemorySegment b, MemorySegment c) {
        int share = Math.ceilDiv(Math.ceilDiv(size, threads), HEIGHT) * HEIGHT;
        List<Thread> helpers = new ArrayList<>();
        for (int from = share; from < size; from += share) {
            int first = from;
            helpers.add(Thread.ofPlatform().start(() -> rows(size, a, b, c, first, Math.min(size, first + share))));
        }
        rows(size, a, b, c, 0, Math.min(size, share));
        try {
            for (Thread helper : helpers) {
                helper.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while multiplying", e);
        }
    }

    private void rows(int size, MemorySegment a, MemorySegment b, MemorySegment c, int from, int to) {
        int columns = kernel.columns();
        double[] left = new double[padded(HEIGHT, kernel.rows()) * DEPTH];
        double[] right = new double[padded(Math.min(WIDTH, size), columns) * DEPTH];
        double[] block = new double[kernel.rows() * columns];
        for (int column = 0; column < size; column += WIDTH) {
            int width = Math.min(WIDTH, size - column);
            for (int k = 0; k < size; k += DEPTH) {
                int depth = Math.min(DEPTH, size - k);
                packRight(size, b, k, depth, column, width, right);
                for (int row = from; row < to; row += HEIGHT) {
                    int height = Math.min(HEIGHT, to - row);
                    packLeft(size, a, row, height, k, depth, left);
                    for (int j = 0; j < width; j += columns) {
                        for (int i = 0; i < height; i += kernel.rows()) {
                            kernel.multiply(depth, left, i * depth, right, j * depth, block);
                            add(
                                    size,
                                    c,
                                    row + i,
                                    Math.min(kernel.rows(), height - i),
                                    column + j,
                                    Math.min(columns, width - j),
                                    block);
                        }
                    }
                }
            }
        }
    }

    private static int padded(int length, int unit) {
        return Math.ceilDiv(length, unit) * unit;
    }

    private void packLeft(int size, MemorySegment a, int row, int height, int k, int depth, double[] left) {
        int rows = kernel.rows();
        int at = 0;
        for (int i = 0; i < height; i += rows) {
            for (int p = 0; p < depth; p++) {
                for (int r = 0; r < rows; r++) {
                    left[at++] = i + r < height ? a.getAtIndex(JAVA_DOUBLE, (long) (row + i + r) * size + k + p) : 0;
                }
            }
        }
    }

    private void packRight(int size, MemorySegment b, int k, int depth, int column, int width, double[] right) {
        int columns = kernel.columns();
        int at = 0;
        for (int j = 0; j < width; j += columns) {
            for (int p = 0; p < depth; p++) {
                for (int r = 0; r < columns; r++) {
                    right[at++] = j + r < width ? b.getAtIndex(JAVA_DOUBLE, (long) (k + p) * size + column + j + r) : 0;
                }
            }
        }
    }

    private void add(int size, MemorySegment c, int row, int rows, int column, int columns, double[] block) {
        for (int i = 0; i < rows; i++) {
            long at = (long) (row + i) * size + column;
            for (int j = 0; j < columns; j++) {
                double sum = c.getAtIndex(JAVA_DOUBLE, at + j) + block[i * kernel.columns() + j];
                c.setAtIndex(JAVA_DOUBLE, at + j, sum);
            }
        }
    }
}
